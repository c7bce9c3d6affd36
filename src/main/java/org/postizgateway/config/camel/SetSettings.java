package org.postizgateway.config.camel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.postizgateway.config.setting.SettingsCheck;
import org.postizgateway.config.setting.SettingsCheck.Wrong;
import org.postizgateway.generation.check.PropertyRules;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.check.reading.YamlFile;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What {@code application.yaml} of a set says of the gateway's settings is what they can be, as at
 * the start, though only some of them are read again with a set.
 */
final class SetSettings implements PropertyRules {

    private final ConfigurableEnvironment settings;

    SetSettings(ConfigurableEnvironment settings) {
        this.settings = settings;
    }

    @Override
    public List<Problem> problems(ConfigurationSet set) throws IOException {
        SetFile file = set.find(ConfigurationSet.PROPERTIES).orElse(null);
        if (file == null) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        for (Node document : YamlFile.read(file).documents()) {
            if (!(document instanceof MappingNode) && !Yaml.text(document).orElse("-").isEmpty()) {
                problems.add(
                        Problem.at(
                                file,
                                Yaml.line(document),
                                "Properties are names with values, such as policies.read.repeats:"
                                        + " 2. This is something else."));
            }
        }
        if (problems.isEmpty()) {
            ConfigurableEnvironment properties = SetProperties.of(set, settings);
            List<EnumerablePropertySource<?>> written = SetProperties.sources(set);
            SettingsCheck.wrong(properties)
                    .forEach(
                            wrong ->
                                    line(wrong, written)
                                            .ifPresent(
                                                    line ->
                                                            problems.add(
                                                                    Problem.at(
                                                                            file,
                                                                            line,
                                                                            wrong.sentence()))));
        }
        return problems;
    }

    @Override
    public List<Problem> warnings(ConfigurationSet set) throws IOException {
        return UnreadProperties.of(set, settings);
    }

    /** Where it is written; empty when the set says nothing of it. */
    private static Optional<Integer> line(Wrong wrong, List<EnumerablePropertySource<?>> written) {
        return written.stream()
                .flatMap(
                        source ->
                                Arrays.stream(source.getPropertyNames())
                                        .filter(wrong::isAbout)
                                        .map(name -> SetProperties.line(source, name)))
                .findFirst();
    }
}
