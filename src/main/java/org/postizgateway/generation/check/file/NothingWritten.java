package org.postizgateway.generation.check.file;

import java.util.function.Consumer;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;

/**
 * A file of routes or a Kamelet has something in it. Camel cannot read one in which all is a
 * comment; it is an empty one that switches a copy in the jar off.
 */
final class NothingWritten implements Rule {

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        reading.files().stream()
                .filter(yaml -> yaml.documents().isEmpty() && yaml.problems().isEmpty())
                .filter(yaml -> isRead(yaml.file()))
                .forEach(
                        yaml ->
                                problems.accept(
                                        Problem.at(
                                                yaml.file(),
                                                1,
                                                "There are only comments in this file. Take it away,"
                                                        + " or leave nothing at all in it if a copy in"
                                                        + " the jar is to be switched off.")));
    }

    private static boolean isRead(SetFile file) {
        return file.path().startsWith(ConfigurationSet.ROUTES)
                || file.path().startsWith(ConfigurationSet.KAMELETS);
    }
}
