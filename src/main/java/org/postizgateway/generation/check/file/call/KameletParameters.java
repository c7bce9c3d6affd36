package org.postizgateway.generation.check.file.call;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.postizgateway.generation.check.reading.Element;
import org.postizgateway.generation.check.reading.Kamelet;
import org.postizgateway.generation.check.reading.KameletCall;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What a call gives to a Kamelet or a route template is declared there, of the declared type, and
 * all that it needs. Camel takes whatever it is given, and leaves what is misspelt without effect.
 * The jar's calls of the jar's Kamelets were checked when it was built.
 */
public final class KameletParameters implements Rule {

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        if (!reading.isComplete()
                || reading.set().files().stream().noneMatch(SetFile::isOverride)) {
            return;
        }
        CallCheck check = new CallCheck(reading);
        for (Element element : reading.elements()) {
            Stream.concat(
                            KameletCall.in(element.node()).stream(),
                            KameletCall.ofTemplatedRoute(element).stream())
                    .flatMap(call -> check.of(call).stream())
                    .map(fault -> element.problem(fault.node(), fault.sentence()))
                    .forEach(problems);
        }
        for (Kamelet kamelet : reading.kamelets()) {
            kamelet.template().map(KameletCall::in).orElse(List.of()).stream()
                    .flatMap(call -> check.of(call).stream())
                    .map(fault -> problem(kamelet, fault.node(), fault.sentence()))
                    .forEach(problems);
            if (kamelet.file().isOverride()) {
                check.target(kamelet.name())
                        .ifPresent(target -> checkDeclared(kamelet, target, problems));
            }
        }
    }

    private static void checkDeclared(
            Kamelet kamelet, CallTarget target, Consumer<Problem> problems) {
        for (String name : target.properties().keySet()) {
            Node declared = target.properties().get(name).orElseThrow();
            PropertyValues.problem(declared)
                    .map(why -> "The property %s is no JSON Schema: %s.".formatted(name, why))
                    .ifPresent(text -> problems.accept(problem(kamelet, declared, text)));
            Yaml.get(declared, "default")
                    .filter(value -> Yaml.value(value) != null)
                    .ifPresent(
                            value ->
                                    target.check(
                                            name,
                                            Yaml.text(value).orElse(""),
                                            text ->
                                                    problems.accept(
                                                            problem(kamelet, value, text))));
        }
    }

    private static Problem problem(Kamelet kamelet, Node at, String message) {
        return Problem.at(kamelet.file(), Yaml.line(at), message);
    }
}
