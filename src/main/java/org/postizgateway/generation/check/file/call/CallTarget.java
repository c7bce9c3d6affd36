package org.postizgateway.generation.check.file.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.postizgateway.generation.check.reading.Element;
import org.postizgateway.generation.check.reading.Kamelet;
import org.postizgateway.generation.check.reading.KameletCall;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Yaml;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A Kamelet or a route template, as something to call.
 *
 * @param title with its kind, for a sentence
 * @param properties what it takes, with what it says of each, if it does
 * @param required those of them that have no default
 * @param calls that it makes
 */
record CallTarget(
        String title,
        Map<String, Optional<Node>> properties,
        Set<String> required,
        List<KameletCall> calls) {

    /** Those of a set, by their names. */
    static Map<String, CallTarget> of(Reading reading) {
        Map<String, CallTarget> targets = new HashMap<>();
        for (Element template : reading.elements("routeTemplate")) {
            template.text("id").ifPresent(id -> targets.put(id, of(id, template.node())));
        }
        reading.kamelets().forEach(kamelet -> targets.put(kamelet.name(), of(kamelet)));
        return targets;
    }

    private static CallTarget of(String id, Node template) {
        Map<String, Optional<Node>> properties = new TreeMap<>();
        Set<String> required = new TreeSet<>();
        for (Node parameter :
                Yaml.get(template, "parameters").map(Yaml::elements).orElse(List.of())) {
            String name = Yaml.get(parameter, "name").flatMap(Yaml::text).orElse("");
            properties.put(name, Optional.empty());
            if (Yaml.get(parameter, "defaultValue").isEmpty()
                    && Yaml.get(parameter, "required").isEmpty()) {
                required.add(name);
            }
        }
        return new CallTarget(
                "The routeTemplate " + id, properties, required, KameletCall.in(template));
    }

    private static CallTarget of(Kamelet kamelet) {
        Map<String, Optional<Node>> properties = new TreeMap<>();
        kamelet.get("spec", "definition", "properties").stream()
                .flatMap(all -> Yaml.entries(all).stream())
                .forEach(
                        entry ->
                                properties.put(
                                        Yaml.text(entry.getKeyNode()).orElse(""),
                                        Optional.of(entry.getValueNode())));
        Set<String> required = new TreeSet<>();
        for (Node name : kamelet.required()) {
            String property = Yaml.text(name).orElse("");
            if (kamelet.get("spec", "definition", "properties", property, "default").isEmpty()) {
                required.add(property);
            }
        }
        return new CallTarget(
                "The Kamelet " + kamelet.name(),
                properties,
                required,
                kamelet.template().map(KameletCall::in).orElse(List.of()));
    }

    /** Tells why a property does not take a value, if it does not. */
    void check(String property, String value, Consumer<String> problems) {
        Optional<Node> declared = properties.getOrDefault(property, Optional.empty());
        declared.ifPresent(
                schema ->
                        PropertyValues.check(
                                schema,
                                value,
                                reason ->
                                        problems.accept(
                                                "%s takes another value for %s: %s."
                                                        .formatted(title, property, reason))));
    }
}
