package org.postizgateway.generation.check.file;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postizgateway.generation.check.reading.Element;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.set.Problem;
import org.yaml.snakeyaml.nodes.Node;

/** Doors that hand on a key and not which instance of Postiz it is of. */
final class UncarriedInstance implements Rule {

    private static final String OPTION = "exchangeProperties";
    private static final Pattern IN_URI = Pattern.compile("[?&]" + OPTION + "=([^&]*)");

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        for (Element element : reading.elements()) {
            Yaml.visit(element.node(), (key, value) -> check(element, key, value, problems));
        }
    }

    private static void check(Element element, String key, Node value, Consumer<Problem> problems) {
        String text = Yaml.text(value).orElse("");
        Matcher inUri = IN_URI.matcher(text);
        String names = key.equals(OPTION) ? text : inUri.find() ? inUri.group(1) : "";
        List<String> carried = List.of(names.split("\\s*,\\s*"));
        if (carried.contains("PostizApiKey") && !carried.contains("PostizUrl")) {
            problems.accept(
                    element.problem(
                            value,
                            OPTION
                                    + " names PostizApiKey and not PostizUrl: a key of another"
                                    + " instance of Postiz would be sent to that of POSTIZ_URL."
                                    + " Add PostizUrl."));
        }
    }
}
