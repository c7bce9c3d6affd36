package org.postizgateway.generation.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.postizgateway.generation.check.file.FileRules;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.YamlFile;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;

/** Looks for what is wrong in the files of a set, without running anything of it. */
public final class SetCheck {

    private final PropertyRules properties;

    /**
     * @param properties what is looked for in {@code application.yaml}
     */
    public SetCheck(PropertyRules properties) {
        this.properties = properties;
    }

    /**
     * @param context in which the set is to run; has no routes yet
     * @return every problem that can be found so, in all files
     */
    public List<Problem> problems(ConfigurationSet set, CamelContext context) {
        Reading reading = Reading.of(set, context);
        List<Problem> problems = new ArrayList<>();
        reading.files().forEach(yaml -> problems.addAll(yaml.problems()));
        problems.addAll(FileRules.problems(reading));
        problems.addAll(ofProperties(properties::problems, set));
        return problems;
    }

    private static List<Problem> ofProperties(PropertyRules rules, ConfigurationSet set) {
        try {
            return rules.problems(set);
        } catch (IOException e) {
            return List.of(Problem.of(e.getMessage()));
        }
    }

    /**
     * @param context in which the set is to run
     * @return what runs and is probably not what is meant
     */
    public List<Problem> warnings(ConfigurationSet set, CamelContext context) {
        List<Problem> warnings = new ArrayList<>(FileRules.warnings(Reading.of(set, context)));
        warnings.addAll(ofProperties(properties::warnings, set));
        return warnings;
    }

    /** Every file that cannot even be read. */
    public List<Problem> unreadable(ConfigurationSet set) {
        return set.files().stream()
                .filter(SetFile::isYaml)
                .flatMap(file -> YamlFile.read(file).problems().stream())
                .toList();
    }
}
