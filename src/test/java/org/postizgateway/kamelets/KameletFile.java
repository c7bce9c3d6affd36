package org.postizgateway.kamelets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A Kamelet as its file says it; what is missing is empty. */
record KameletFile(Map<String, Object> yaml) {

    static KameletFile read(Path file) {
        try {
            return new KameletFile(
                    new Yaml(new SafeConstructor(new LoaderOptions()))
                            .load(Files.readString(file)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String type() {
        return text("metadata", "labels", "camel.apache.org/kamelet.type");
    }

    @SuppressWarnings("unchecked")
    Map<String, Map<String, Object>> properties() {
        return (Map<String, Map<String, Object>>)
                (Map<?, ?>) map("spec", "definition", "properties");
    }

    Set<String> required() {
        return list("spec", "definition", "required").stream()
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    String text(String... path) {
        return at(path) instanceof String text ? text : "";
    }

    List<?> list(String... path) {
        return at(path) instanceof List<?> list ? list : List.of();
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> map(String... path) {
        return at(path) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private Object at(String... path) {
        Object value = yaml;
        for (String key : path) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return value;
    }
}
