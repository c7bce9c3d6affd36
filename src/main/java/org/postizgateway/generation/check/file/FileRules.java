package org.postizgateway.generation.check.file;

import java.util.ArrayList;
import java.util.List;
import org.postizgateway.generation.check.file.call.CircularKamelets;
import org.postizgateway.generation.check.file.call.KameletCallIds;
import org.postizgateway.generation.check.file.call.KameletParameters;
import org.postizgateway.generation.check.file.call.KameletRules;
import org.postizgateway.generation.check.file.call.KnownRecipients;
import org.postizgateway.generation.check.file.call.KnownTemplates;
import org.postizgateway.generation.check.file.call.LostRedeliveries;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.set.Problem;

/** What must hold for the files of every set. */
public final class FileRules {

    private static final List<Rule> RULES =
            List.of(
                    new UniqueNames(),
                    new KnownRouteConfigurations(),
                    new KnownTemplates(),
                    new Placeholders(),
                    new KameletRules(),
                    new SchemaFiles(),
                    new NothingWritten(),
                    new DslSchema(),
                    new CircularKamelets(),
                    new KameletCallIds(),
                    new KameletParameters(),
                    new KnownRecipients());

    private static final List<Rule> WARNINGS =
            List.of(
                    new UnusedFiles(),
                    new UnservedFeatures(),
                    new LostRedeliveries(),
                    new UnheldRedeliveries(),
                    new UncarriedInstance());

    private FileRules() {}

    /** Every problem of files that could be read. */
    public static List<Problem> problems(Reading reading) {
        return found(RULES, reading);
    }

    /** What is probably not what is meant. */
    public static List<Problem> warnings(Reading reading) {
        return found(WARNINGS, reading);
    }

    private static List<Problem> found(List<Rule> rules, Reading reading) {
        List<Problem> found = new ArrayList<>();
        rules.forEach(rule -> rule.check(reading, found::add));
        return found;
    }
}
