package org.postizgateway.generation.check.file.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.postizgateway.generation.check.reading.KameletCall;
import org.postizgateway.generation.check.reading.KameletCall.Parameter;
import org.postizgateway.generation.check.reading.Reading;
import org.yaml.snakeyaml.nodes.Node;

/** Holds what calls of Kamelets and route templates give against what those declare. */
final class CallCheck {

    private final Reading reading;
    private final Map<String, CallTarget> targets;

    /** Options of the endpoint itself. */
    private final Set<String> ofCamel;

    CallCheck(Reading reading) {
        this.reading = reading;
        this.targets = CallTarget.of(reading);
        this.ofCamel =
                reading.context()
                        .getCamelContextExtension()
                        .getEndpointUriFactory("kamelet")
                        .propertyNames();
    }

    /**
     * What is wrong with a call.
     *
     * @param node where it is written
     */
    record Fault(Node node, String sentence) {}

    Optional<CallTarget> target(String name) {
        return Optional.ofNullable(targets.get(name));
    }

    /** None when there is nothing of that name, which is told elsewhere. */
    List<Fault> of(KameletCall call) {
        List<Fault> faults = new ArrayList<>();
        target(call.target()).ifPresent(target -> check(call, target, faults));
        return faults;
    }

    private void check(KameletCall call, CallTarget target, List<Fault> faults) {
        for (Parameter parameter : call.parameters()) {
            String name = parameter.name();
            if (target.properties().containsKey(name)) {
                target.check(
                        name,
                        parameter.value(),
                        reason -> faults.add(new Fault(parameter.node(), reason)));
            } else if (!ofCamel.contains(name) && !PropertyValues.isMadeLater(name)) {
                faults.add(
                        new Fault(
                                parameter.node(),
                                "%s has no property %s, only %s."
                                        .formatted(
                                                target.title(),
                                                name,
                                                String.join(", ", target.properties().keySet()))));
            }
        }
        if (!PropertyValues.isMadeLater(call.query())) {
            target.required().stream()
                    .filter(name -> !call.gives(name) && !isSet(call, name))
                    .map(name -> "%s needs the property %s.".formatted(target.title(), name))
                    .forEach(reason -> faults.add(new Fault(call.node(), reason)));
        }
        target.calls().forEach(inner -> made(inner, call).map(this::of).ifPresent(faults::addAll));
    }

    /** Properties of Kamelets may be set for all their calls, and for one. */
    private boolean isSet(KameletCall call, String property) {
        String kamelet = "camel.kamelet." + call.target() + ".";
        return Stream.of(kamelet + property, kamelet + call.id() + "." + property)
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
                                    at, name.value(), "", query, KameletCall.parameters(query, at));
                        });
    }
}
