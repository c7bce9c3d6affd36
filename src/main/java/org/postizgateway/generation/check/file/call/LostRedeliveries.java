package org.postizgateway.generation.check.file.call;

import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.support.PatternHelper;
import org.postizgateway.generation.check.reading.Kamelet;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.set.Problem;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Kamelets that lose the header in which Camel counts redeliveries. Where nobody waits for an
 * answer, the message of the error handler is the one that the Kamelet works on: it begins to count
 * anew at each attempt, and never ends.
 */
public final class LostRedeliveries implements Rule {

    /** Of a step that removes these headers and no others, that is what it is for. */
    private static final String DELIBERATE = "CamelRedeliver";

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        for (Kamelet kamelet : reading.kamelets()) {
            kamelet.template().stream()
                    .flatMap(template -> Yaml.all(template, "removeHeaders").stream())
                    .filter(LostRedeliveries::loses)
                    .forEach(step -> problems.accept(problem(kamelet, step)));
        }
    }

    private static boolean loses(Node step) {
        String pattern = text(step, "pattern");
        return !pattern.startsWith(DELIBERATE)
                && PatternHelper.matchPattern(Exchange.REDELIVERY_COUNTER, pattern)
                && !PatternHelper.matchPattern(
                        Exchange.REDELIVERY_COUNTER, text(step, "excludePattern"));
    }

    private static String text(Node step, String key) {
        return Yaml.get(step, key).flatMap(Yaml::text).orElse("");
    }

    private static Problem problem(Kamelet kamelet, Node step) {
        return Problem.at(
                kamelet.file(),
                Yaml.line(step),
                "This step removes the headers in which Camel counts redeliveries: an error handler"
                        + " around a call of the Kamelet may make it again without end. Add"
                        + " excludePattern: \"CamelRedeliver*\".");
    }
}
