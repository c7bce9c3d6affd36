package org.postizgateway.postiz.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.json.JsonBody;

/** Between {@code postSettingsTool} and {@code PUT /posts/{id}/settings} (contract, section 4). */
public final class SettingsChange {

    /** Names the platform; that of a post cannot change. */
    private static final String TAG = "__type";

    private final KeyValuePairs pairs = new KeyValuePairs();

    /**
     * @param settings the pairs to change
     * @return body of the request
     * @throws InvalidInputException when there is nothing to change
     */
    public Map<String, Object> toRequest(Object settings) {
        Map<String, Object> changed = pairs.toMap("settings", settings);
        changed.remove(TAG);
        if (changed.isEmpty()) {
            throw new InvalidInputException(
                    "settings must name at least one setting to change, as {\"key\": …, \"value\":"
                            + " …}.");
        }
        return Map.of("settings", changed);
    }

    /** The result of the tool, its date with the zone that Postiz leaves out. */
    public Map<String, Object> toOutput(Object answer) {
        Map<String, Object> post = JsonBody.readObject(answer);
        String date = Objects.toString(post.get("publishDate"), "");
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("postId", Objects.toString(post.get("postId"), ""));
        output.put("publishDate", PostizDate.parse(date).map(PostizDate::format).orElse(date));
        return Map.of("output", output);
    }
}
