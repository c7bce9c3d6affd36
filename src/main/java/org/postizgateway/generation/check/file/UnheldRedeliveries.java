package org.postizgateway.generation.check.file;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.postizgateway.generation.check.reading.Element;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.set.Problem;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Error handlers that send a call of the ledger again without asking whose it is by then. A copy of
 * {@code routes/policies.yaml} that is older than that question has such ones.
 */
final class UnheldRedeliveries implements Rule {

    private static final String OCCURRED = "onExceptionOccurredRef";
    private static final String AGAIN = "onRedeliveryRef";

    /** Beans that write a failed attempt down in the ledger. */
    private static final Set<String> OF_THE_LEDGER = Set.of("recordAttempt", "attemptFailed");

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        for (Element element : reading.elements()) {
            Stream.of("onException", "defaultErrorHandler")
                    .flatMap(kind -> Yaml.all(element.node(), kind).stream())
                    .filter(UnheldRedeliveries::sendsAgain)
                    .forEach(handler -> problems.accept(problem(element, handler)));
        }
    }

    private static boolean sendsAgain(Node handler) {
        return text(handler, OCCURRED).filter(OF_THE_LEDGER::contains).isPresent()
                && text(handler, AGAIN).isEmpty()
                && Stream.of("retryWhile", "redeliveryPolicy", "redeliveryPolicyRef")
                        .anyMatch(key -> Yaml.get(handler, key).isPresent())
                && !isOfReads(handler);
    }

    /** What changes nothing may be sent twice. */
    private static boolean isOfReads(Node handler) {
        return Yaml.get(handler, "retryWhile", "method", "method")
                .flatMap(Yaml::text)
                .filter(method -> method.startsWith("read("))
                .isPresent();
    }

    private static Optional<String> text(Node handler, String key) {
        return Yaml.get(handler, key).flatMap(Yaml::text);
    }

    private static Problem problem(Element element, Node handler) {
        return element.problem(
                Yaml.key(handler, OCCURRED).orElse(handler),
                "A call that is sent again here may be another replica's by then, and be made twice."
                        + " Add onRedeliveryRef: heldCall, which asks the ledger.");
    }
}
