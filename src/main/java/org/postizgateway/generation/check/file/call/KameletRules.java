package org.postizgateway.generation.check.file.call;

import java.util.function.Consumer;
import org.postizgateway.generation.check.reading.Kamelet;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.set.Problem;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What makes a file a Kamelet that routes can call by the name of the file (Camel documentation,
 * "Kamelets"). Camel reads one only when something calls it.
 */
public final class KameletRules implements Rule {

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        reading.kamelets().forEach(kamelet -> check(kamelet, problems));
    }

    private static void check(Kamelet kamelet, Consumer<Problem> problems) {
        expect(kamelet, "kind", "Kamelet", problems, "kind");
        expect(kamelet, "metadata.name", kamelet.name(), problems, "metadata", "name");
        Node template = kamelet.template().orElse(null);
        if (template == null) {
            problems.accept(
                    Problem.of(kamelet.file(), "The Kamelet has no spec.template to be made of."));
        } else if (Yaml.get(template, "from").or(() -> Yaml.get(template, "route")).isEmpty()) {
            problems.accept(
                    Problem.at(
                            kamelet.file(),
                            Yaml.line(template),
                            "The template has neither from nor route."));
        }
        for (Node name : kamelet.required()) {
            String property = Yaml.text(name).orElse("");
            if (!kamelet.properties().contains(property)) {
                problems.accept(
                        Problem.at(
                                kamelet.file(),
                                Yaml.line(name),
                                "The required property "
                                        + property
                                        + " is not declared in spec.definition.properties."));
            }
        }
    }

    private static void expect(
            Kamelet kamelet,
            String what,
            String wanted,
            Consumer<Problem> problems,
            String key,
            String... more) {
        Node found = kamelet.get(key, more).orElse(null);
        String value = found == null ? "" : Yaml.text(found).orElse("");
        if (!value.equals(wanted)) {
            problems.accept(
                    Problem.at(
                            kamelet.file(),
                            found == null ? 0 : Yaml.line(found),
                            "%s of a Kamelet in this file has to be %s, and is %s."
                                    .formatted(what, wanted, value.isEmpty() ? "missing" : value)));
        }
    }
}
