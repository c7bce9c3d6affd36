package org.postizgateway.postiz.preflight.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.mapping.PlatformSchema;

/**
 * What Postiz itself says of a channel in {@code GET /integration-settings/{id}} (contract,
 * sections 2.4 and 3.4).
 *
 * @param network whether it serves the network of the channel; of others it says nothing
 * @param names of the settings
 * @param maxLength longest content that this very channel may have, as a verified one
 */
public record ServedSettings(boolean network, Set<String> names, Optional<Integer> maxLength) {

    static ServedSettings of(Object answer) {
        Map<String, Object> output = JsonBody.readObject(JsonBody.readObject(answer).get("output"));
        Object settings = output.get("settings");
        Set<String> names = new TreeSet<>();
        if (settings instanceof Map<?, ?> schema
                && schema.get("properties") instanceof Map<?, ?> properties) {
            properties.keySet().forEach(name -> names.add(String.valueOf(name)));
        }
        Optional<Integer> maxLength =
                output.get("maxLength") instanceof Number length && length.intValue() > 0
                        ? Optional.of(length.intValue())
                        : Optional.empty();
        return new ServedSettings(PlatformSchema.isServed(output), names, maxLength);
    }
}
