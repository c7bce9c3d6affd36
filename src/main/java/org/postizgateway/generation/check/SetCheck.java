package org.postizgateway.generation.check;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;

/** Looks for what is wrong in the files of a set, without running anything of it. */
public final class SetCheck {

    private final List<Rule> rules =
            List.of(
                    new UniqueNames(),
                    new KnownRouteConfigurations(),
                    new KnownTemplates(),
                    new Placeholders(),
                    new KameletRules(),
                    new SchemaFiles(),
                    new DslSchema(),
                    new KameletCallIds(),
                    new KnownRecipients());
    private final List<Rule> warnings = List.of(new UnusedFiles(), new UnservedFeatures());

    /**
     * @param context in which the set is to run; has no routes yet
     * @return every problem that can be found so, in all files
     */
    public List<Problem> problems(ConfigurationSet set, CamelContext context) {
        Reading reading = Reading.of(set, context);
        List<Problem> problems = new ArrayList<>();
        reading.files().forEach(yaml -> yaml.problem().ifPresent(problems::add));
        rules.forEach(rule -> rule.check(reading, problems::add));
        return problems;
    }

    /**
     * @param context in which the set is to run
     * @return what runs and is probably not what is meant
     */
    public List<Problem> warnings(ConfigurationSet set, CamelContext context) {
        Reading reading = Reading.of(set, context);
        List<Problem> found = new ArrayList<>();
        warnings.forEach(rule -> rule.check(reading, found::add));
        return found;
    }

    /** Every file that cannot even be read. */
    public List<Problem> unreadable(ConfigurationSet set) {
        return set.files().stream()
                .filter(SetFile::isYaml)
                .flatMap(file -> YamlFile.read(file).problem().stream())
                .toList();
    }
}
