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
 * What a call gives to a Kamelet or a route template is declared there, of the declared type, and
 * all that it needs. Camel takes whatever it is given, and leaves what is misspelt without effect.
 */
final class KameletParameters implements Rule {

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        if (!reading.isComplete()) {
            return;
        }
        Map<String, CallTarget> targets = CallTarget.of(reading);
        for (Element element : reading.elements()) {
            Calls calls = new Calls(reading, element.file(), targets, problems);
            KameletCall.in(element.node()).forEach(calls::check);
            if (element.kind().equals("templatedRoute")) {
                KameletCall.ofTemplatedRoute(element.node()).ifPresent(calls::check);
            }
        }
        for (Kamelet kamelet : reading.kamelets()) {
            Calls calls = new Calls(reading, kamelet.file(), targets, problems);
            kamelet.template().map(KameletCall::in).orElse(List.of()).forEach(calls::check);
            if (kamelet.file().isOverride()) {
                checkDeclared(kamelet, targets.get(kamelet.name()), problems);
            }
        }
    }

    private static void checkDeclared(
            Kamelet kamelet, CallTarget target, Consumer<Problem> problems) {
        target.properties()
                .forEach(
                        (name, schema) -> {
                            Node declared = schema.orElseThrow();
                            PropertyValues.problem(declared)
                                    .map(
                                            reason ->
                                                    "The property %s is described by no JSON Schema: %s."
                                                            .formatted(name, reason))
                                    .map(text -> problem(kamelet, declared, text))
                                    .ifPresent(problems);
                            Yaml.get(declared, "default")
                                    .filter(value -> Yaml.value(value) != null)
                                    .ifPresent(
                                            value ->
                                                    target.check(
                                                            name,
                                                            Yaml.text(value).orElse(""),
                                                            text ->
                                                                    problems.accept(
                                                                            problem(
                                                                                    kamelet, value,
                                                                                    text))));
                        });
    }

    private static Problem problem(Kamelet kamelet, Node at, String message) {
        return Problem.at(kamelet.file(), Yaml.line(at), message);
    }

    /** The calls in one file. */
    private record Calls(
            Reading reading,
            SetFile file,
            Map<String, CallTarget> targets,
            Consumer<Problem> problems) {

        void check(KameletCall call) {
            CallTarget target = targets.get(call.target());
            if (target == null) {
                return;
            }
            Set<String> ofCamel =
                    reading.context()
                            .getCamelContextExtension()
                            .getEndpointUriFactory("kamelet")
                            .propertyNames();
            for (Parameter parameter : call.parameters()) {
                if (target.properties().containsKey(parameter.name())) {
                    target.check(
                            parameter.name(),
                            parameter.value(),
                            reason -> tell(parameter.node(), reason));
                } else if (!ofCamel.contains(parameter.name())
                        && !PropertyValues.isMadeLater(parameter.name())) {
                    tell(
                            parameter.node(),
                            "%s has no property \"%s\". It has: %s."
                                    .formatted(
                                            target.title(),
                                            parameter.name(),
                                            String.join(", ", target.properties().keySet())));
                }
            }
            if (!PropertyValues.isMadeLater(call.query())) {
                target.required().stream()
                        .filter(name -> !call.gives(name) && !isConfigured(call, name))
                        .sorted()
                        .forEach(
                                name ->
                                        tell(
                                                call.node(),
                                                "%s needs the property \"%s\"."
                                                        .formatted(target.title(), name)));
            }
            target.calls().forEach(inner -> made(inner, call).ifPresent(this::check));
        }

        private boolean isConfigured(KameletCall call, String property) {
            String kamelet = "camel.kamelet." + call.target() + ".";
            return List.of(kamelet + property, kamelet + call.id() + "." + property).stream()
                    .anyMatch(
                            key ->
                                    reading.context()
                                            .getPropertiesComponent()
                                            .resolveProperty(key)
                                            .isPresent());
        }

        /** The call that a template makes which is told what to call, and with what. */
        private static Optional<KameletCall> made(KameletCall inner, KameletCall outer) {
            return outer.filling(inner.target())
                    .map(
                            name -> {
                                Optional<Parameter> options = outer.filling(inner.query());
                                Node at = options.map(Parameter::node).orElse(name.node());
                                String query = options.map(Parameter::value).orElse("");
                                return new KameletCall(
                                        at,
                                        name.value(),
                                        "",
                                        query,
                                        KameletCall.parameters(query, at));
                            });
        }

        private void tell(Node at, String reason) {
            problems.accept(Problem.at(file, Yaml.line(at), reason));
        }
    }
}
