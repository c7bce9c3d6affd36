package org.postizgateway.generation.check.file.call;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.postizgateway.generation.check.reading.Element;
import org.postizgateway.generation.check.reading.KameletCall;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.set.Problem;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The id in a call of a Kamelet is the id of a route of its own, which Camel makes for the call: no
 * other route and no call of another Kamelet may have it.
 */
public final class KameletCallIds implements Rule {

    /** A call as it is written. */
    private record Call(Element element, Node node, String kamelet, String id) {}

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        Map<String, String> routes = new HashMap<>();
        for (Element element : reading.elements()) {
            Stream.of("id", "routeId")
                    .flatMap(key -> Yaml.get(element.node(), key).stream())
                    .forEach(
                            node ->
                                    Yaml.text(node)
                                            .ifPresent(id -> routes.put(id, element.place(node))));
        }
        Map<String, Call> calls = new HashMap<>();
        for (Call call : reading.elements().stream().flatMap(KameletCallIds::calls).toList()) {
            String route = routes.get(call.id());
            Call other = calls.putIfAbsent(call.id(), call);
            if (route != null) {
                problems.accept(problem(call, "is the id of the route in " + route));
            } else if (other != null && !other.kamelet().equals(call.kamelet())) {
                problems.accept(
                        problem(
                                call,
                                "is used for another Kamelet in "
                                        + other.element().place(other.node())));
            }
        }
    }

    private static Problem problem(Call call, String why) {
        return call.element()
                .problem(
                        call.node(),
                        "%s %s, and the call of the Kamelet %s needs one of its own. Give it another, such as kamelet:%s/%s."
                                .formatted(
                                        call.id(),
                                        why,
                                        call.kamelet(),
                                        call.kamelet(),
                                        other(call)));
    }

    private static String other(Call call) {
        return call.id().endsWith("-" + call.kamelet())
                ? call.id() + "-2"
                : call.id() + "-" + call.kamelet();
    }

    private static Stream<Call> calls(Element element) {
        return KameletCall.in(element.node()).stream()
                .filter(call -> !call.id().isEmpty() && !call.id().contains("{{"))
                .map(call -> new Call(element, call.node(), call.target(), call.id()));
    }
}
