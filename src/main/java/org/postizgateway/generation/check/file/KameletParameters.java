package org.postizgateway.generation.check.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.postizgateway.generation.check.reading.Element;
import org.postizgateway.generation.check.reading.Kamelet;
import org.postizgateway.generation.check.reading.KameletCall;
import org.postizgateway.generation.check.reading.KameletCall.Parameter;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What a call gives to a Kamelet or a route template is declared there, and of the declared type.
 * Camel takes whatever it is given, and leaves what is misspelt without effect.
 */
final class KameletParameters implements Rule {

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        if (!reading.isComplete()) {
            return;
        }
        Map<String, CallTarget> targets = CallTarget.of(reading);
        Set<String> ofCamel =
                reading.context()
                        .getCamelContextExtension()
                        .getEndpointUriFactory("kamelet")
                        .propertyNames();
        for (Element element : reading.elements()) {
            check(element.file(), element.node(), targets, ofCamel, problems);
        }
        for (Kamelet kamelet : reading.kamelets()) {
            kamelet.template()
                    .ifPresent(
                            template ->
                                    check(kamelet.file(), template, targets, ofCamel, problems));
            if (kamelet.file().isOverride()) {
                checkDefaults(kamelet, targets.get(kamelet.name()), problems);
            }
        }
    }

    private static void check(
            SetFile file,
            Node within,
            Map<String, CallTarget> targets,
            Set<String> ofCamel,
            Consumer<Problem> problems) {
        Calls calls = new Calls(file, targets, ofCamel, problems);
        KameletCall.in(within).forEach(call -> calls.check(call.target(), call.parameters()));
    }

    private static void checkDefaults(
            Kamelet kamelet, CallTarget target, Consumer<Problem> problems) {
        for (String name : target.properties().keySet()) {
            Optional<Node> written =
                    kamelet.get("spec", "definition", "properties", name, "default");
            written.ifPresent(
                    value ->
                            target.check(
                                    name,
                                    Yaml.text(value).orElse(""),
                                    reason ->
                                            problems.accept(
                                                    Problem.at(
                                                            kamelet.file(),
                                                            Yaml.line(value),
                                                            reason))));
        }
    }

    /** The calls in one file. */
    private record Calls(
            SetFile file,
            Map<String, CallTarget> targets,
            Set<String> ofCamel,
            Consumer<Problem> problems) {

        void check(String name, List<Parameter> given) {
            CallTarget target = targets.get(name);
            if (target == null) {
                return;
            }
            for (Parameter parameter : given) {
                if (target.properties().containsKey(parameter.name())) {
                    target.check(
                            parameter.name(), parameter.value(), reason -> tell(parameter, reason));
                } else if (!ofCamel.contains(parameter.name())
                        && !PropertyValues.isMadeLater(parameter.name())) {
                    tell(
                            parameter,
                            "%s has no property %s. It has: %s."
                                    .formatted(
                                            target.title(),
                                            parameter.name(),
                                            String.join(", ", target.properties().keySet())));
                }
            }
            target.calls().forEach(inner -> checkMade(inner, given));
        }

        /** A template that is told what to call, and with what. */
        private void checkMade(KameletCall inner, List<Parameter> given) {
            filling(inner.target(), given)
                    .ifPresent(
                            name ->
                                    check(
                                            name.value(),
                                            filling(inner.query(), given)
                                                    .map(
                                                            query ->
                                                                    KameletCall.parameters(
                                                                            query.value(),
                                                                            query.node()))
                                                    .orElse(List.of())));
        }

        private static Optional<Parameter> filling(String placeholder, List<Parameter> given) {
            return given.stream()
                    .filter(one -> placeholder.equals("{{" + one.name() + "}}"))
                    .findFirst();
        }

        private void tell(Parameter parameter, String reason) {
            problems.accept(Problem.at(file, Yaml.line(parameter.node()), reason));
        }
    }
}
