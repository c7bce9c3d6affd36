package org.postizgateway.generation.check.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
 * @param properties what it takes, with the JSON Schema of each, if it has one
 * @param calls that it makes
 */
record CallTarget(String title, Map<String, Optional<Node>> properties, List<KameletCall> calls) {

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
        Yaml.get(template, "parameters").map(Yaml::elements).orElse(List.of()).stream()
                .flatMap(parameter -> Yaml.get(parameter, "name").flatMap(Yaml::text).stream())
                .forEach(name -> properties.put(name, Optional.empty()));
        return new CallTarget("The routeTemplate " + id, properties, KameletCall.in(template));
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
        return new CallTarget(
                "The Kamelet " + kamelet.name(),
                properties,
                kamelet.template().map(KameletCall::in).orElse(List.of()));
    }

    /** Tells why a property does not take a value, if it does not. */
    void check(String property, String value, Consumer<String> problems) {
        properties
                .getOrDefault(property, Optional.empty())
                .ifPresent(
                        schema ->
                                PropertyValues.check(
                                        schema,
                                        value,
                                        reason ->
                                                problems.accept(
                                                        "%s takes another value for %s: %s."
                                                                .formatted(
                                                                        title, property, reason))));
    }
}
