package org.postizgateway.config.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * The table of docs/settings.md has every setting, with the default it really has, and no other.
 */
class SettingsDocumentationTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+):?([^}]*)}");
    private static final Pattern ROW =
            Pattern.compile(
                    "\\| `([A-Z0-9_]+)` \\| `([a-z0-9.-]+)` \\|\\s*`?([^`|]*?)`?\\s*\\| (.+) \\|");

    private static final Pattern FALLBACK = Pattern.compile("\\{\\{([a-z][a-z0-9.-]*):([^}]*)}}");

    private record Row(String property, String defaultValue, String meaning) {}

    private static Map<String, Row> table() throws Exception {
        return Files.readAllLines(Path.of("docs/settings.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .collect(
                        Collectors.toMap(
                                row -> row.group(1),
                                row -> new Row(row.group(2), row.group(3).strip(), row.group(4))));
    }

    /**
     * Properties by the variable they come from; a variable may feed several. The default is that
     * of application.yaml, where it has one: a profile may have another.
     */
    private static Map<String, Map<String, String>> variables() throws Exception {
        Map<String, Map<String, String>> variables = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources"))) {
            files.filter(file -> file.getFileName().toString().matches("application.*\\.yaml"))
                    .sorted(Comparator.comparing(Path::toString).reversed())
                    .flatMap(SettingsDocumentationTest::properties)
                    .forEach(
                            property -> {
                                Matcher variable = VARIABLE.matcher(property.getValue().toString());
                                while (variable.find()) {
                                    variables
                                            .computeIfAbsent(
                                                    variable.group(1), n -> new TreeMap<>())
                                            .putIfAbsent(
                                                    property.getKey().toString(),
                                                    variable.group(2));
                                }
                            });
        }
        return variables;
    }

    private static Stream<Map.Entry<Object, Object>> properties(Path file) {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource(file));
        return yaml.getObject().entrySet().stream();
    }

    @Test
    void every_variable_is_in_the_table_with_its_property_and_default() throws Exception {
        Map<String, Row> table = table();

        variables()
                .forEach(
                        (variable, properties) -> {
                            assertThat(table)
                                    .as("docs/settings.md needs a row for %s", variable)
                                    .containsKey(variable);
                            Row row = table.get(variable);
                            assertThat(properties)
                                    .as("the row of %s in docs/settings.md", variable)
                                    .containsEntry(row.property(), row.defaultValue());
                            assertThat(row.meaning()).endsWith(".");
                        });
    }

    @Test
    void the_table_has_no_setting_that_does_not_exist() throws Exception {
        assertThat(variables().keySet()).containsAll(table().keySet());
    }

    @Test
    void what_routes_take_where_nothing_is_set_is_the_default_in_the_table() throws Exception {
        Map<String, String> defaults =
                table().values().stream()
                        .collect(Collectors.toMap(Row::property, Row::defaultValue, (a, b) -> a));
        int compared = 0;
        for (Path file : routesAndKamelets()) {
            Matcher fallback = FALLBACK.matcher(Files.readString(file));
            while (fallback.find()) {
                if (defaults.containsKey(fallback.group(1))) {
                    assertThat(fallback.group(2))
                            .as("%s in %s", fallback.group(1), file)
                            .isEqualTo(defaults.get(fallback.group(1)));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(5);
    }

    private static List<Path> routesAndKamelets() throws Exception {
        List<Path> files = new ArrayList<>();
        for (String directory : List.of("routes", "kamelets")) {
            try (Stream<Path> inside = Files.walk(Path.of(directory))) {
                inside.filter(file -> file.toString().endsWith(".yaml")).forEach(files::add);
            }
        }
        return files;
    }

    @Test
    void every_property_that_is_bound_is_in_the_table() throws Exception {
        List<String> documented = table().values().stream().map(Row::property).toList();

        assertThat(boundTypes().flatMap(SettingsDocumentationTest::properties))
                .isNotEmpty()
                .allSatisfy(property -> assertThat(documented).contains(property));
    }

    @Test
    void every_setting_with_a_number_time_size_or_choice_is_checked_under_its_name()
            throws Exception {
        Map<String, Row> table = table();
        table.values().removeIf(row -> !row.defaultValue().matches("\\d+[^/]*|true|false|auto"));

        assertThat(table).hasSizeGreaterThan(40);
        table.forEach(
                (variable, row) ->
                        assertThatThrownBy(() -> SettingsTest.check(Map.of(row.property(), "?")))
                                .isInstanceOf(InvalidSettingException.class)
                                .hasMessageStartingWith(variable + " is \"?\". Set it to "));
    }

    @Test
    void every_secret_that_can_come_from_a_file_is_named() throws Exception {
        String page = Files.readString(Path.of("docs/settings.md"));

        assertThat(SecretFiles.SECRETS).allSatisfy(s -> assertThat(page).contains("`" + s + "`"));
    }

    private static Stream<Class<?>> boundTypes() {
        ClassPathScanningCandidateComponentProvider scan =
                new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scan.findCandidateComponents("org.postizgateway").stream()
                .map(type -> ClassUtils.resolveClassName(type.getBeanClassName(), null));
    }

    private static Stream<String> properties(Class<?> settings) {
        return properties(settings.getAnnotation(ConfigurationProperties.class).value(), settings);
    }

    private static Stream<String> properties(String prefix, Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(component -> properties(prefix, component));
    }

    private static Stream<String> properties(String prefix, RecordComponent component) {
        String dashed =
                component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
        String name = ConfigurationPropertyName.of(prefix).append(dashed).toString();
        return component.getType().isRecord()
                ? properties(name, component.getType())
                : Stream.of(name);
    }
}
