package org.postizgateway.generation.check.file;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;

/** Files of the configuration directory that nothing reads, mostly for their name or place. */
final class UnusedFiles implements Rule {

    private static final Pattern KAMELET = Pattern.compile("(?m)^kind:\\s*[\"']?Kamelet\\b");
    private static final Pattern KAMELET_FILE = Pattern.compile("kamelets/[^/]+\\.kamelet\\.yaml");
    private static final Pattern YAML_LIKE = Pattern.compile("(?i).*\\.ya?ml");
    private static final Pattern PROSE = Pattern.compile("(?i).*(\\.md|\\.adoc|/README[^/]*)");

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        reading.set().unread().forEach(problems);
        for (SetFile file : reading.set().overrides()) {
            if (!PROSE.matcher(file.path()).matches()) {
                unused(reading, file)
                        .map(why -> Problem.of(file, "Nothing reads this file. " + why))
                        .ifPresent(problems);
            }
        }
    }

    private static Optional<String> unused(Reading reading, SetFile file) {
        String path = file.path();
        if (path.equals(ConfigurationSet.PROPERTIES) || isNamed(reading, file)) {
            return Optional.empty();
        }
        if (path.startsWith(ConfigurationSet.KAMELETS)) {
            return KAMELET_FILE.matcher(path).matches()
                    ? Optional.empty()
                    : Optional.of(
                            "Kamelets are kamelets/NAME.kamelet.yaml, without further folders.");
        }
        if (path.startsWith(ConfigurationSet.ROUTES) && file.isYaml()) {
            return KAMELET.matcher(file.text()).find()
                    ? Optional.of("It is a Kamelet: move it to kamelets/NAME.kamelet.yaml.")
                    : Optional.empty();
        }
        if (path.startsWith(ConfigurationSet.ROUTES) && YAML_LIKE.matcher(path).matches()) {
            return Optional.of("Routes are in files whose name ends in .yaml.");
        }
        if (path.startsWith(ConfigurationSet.ROUTES)) {
            return Optional.of("No route names it, and routes are in files that end in .yaml.");
        }
        return path.startsWith(ConfigurationSet.SCHEMAS)
                ? Optional.of("No route names it.")
                : Optional.empty();
    }

    /** Whether a file of the set says its name, as a route does that reads a schema. */
    private static boolean isNamed(Reading reading, SetFile file) {
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        return reading.set().files().stream()
                .filter(other -> !other.path().equals(file.path()))
                .anyMatch(other -> other.text().contains(name));
    }
}
