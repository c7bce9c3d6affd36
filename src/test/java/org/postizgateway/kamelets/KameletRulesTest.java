package org.postizgateway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the rules of the Kamelet catalogue, and ours, for every file in {@code kamelets/}. */
class KameletRulesTest {

    private static final Path DIRECTORY = Path.of("kamelets");
    private static final String SUFFIX = ".kamelet.yaml";
    private static final Map<String, Pattern> USES =
            Map.of(
                    "camel:http", Pattern.compile("httpMethod="),
                    "camel:jackson", Pattern.compile("library=Jackson"),
                    "camel:bean",
                            Pattern.compile("\\$\\{(body|bodyAs\\(\\w+\\)|header\\.\\w+)[.\\[]"),
                    "camel:file", Pattern.compile("uri=\"?file:"),
                    "camel:kafka", Pattern.compile("uri=\"?kafka:"));
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([A-Za-z0-9_.-]+)");

    @TestFactory
    Stream<DynamicTest> a_kamelet_is_named_after_its_file_and_type() {
        return forEach(
                (file, kamelet) -> {
                    assertThat(kamelet.text("apiVersion")).isEqualTo("camel.apache.org/v1");
                    assertThat(kamelet.text("kind")).isEqualTo("Kamelet");
                    assertThat(kamelet.text("metadata", "name") + SUFFIX).isEqualTo(file);
                    assertThat(kamelet.type()).isIn("action", "sink", "source");
                    assertThat(kamelet.text("metadata", "name")).endsWith("-" + kamelet.type());
                    assertThat(kamelet.text("spec", "definition", "title").toLowerCase())
                            .endsWith(" " + kamelet.type());
                });
    }

    @TestFactory
    Stream<DynamicTest> a_kamelet_says_who_provides_it_and_carries_no_icon() {
        return forEach(
                (file, kamelet) ->
                        assertThat(kamelet.map("metadata", "annotations"))
                                .containsKeys(
                                        "camel.apache.org/provider",
                                        "camel.apache.org/kamelet.group",
                                        "camel.apache.org/kamelet.support.level")
                                .doesNotContainKey("camel.apache.org/kamelet.icon"));
    }

    @TestFactory
    Stream<DynamicTest> every_property_is_described_and_has_a_default_or_is_required() {
        return forEach(
                (file, kamelet) -> {
                    assertThat(kamelet.text("spec", "definition", "description")).isNotBlank();
                    assertThat(kamelet.text("spec", "definition", "type")).isEqualTo("object");
                    Set<String> withoutDefault = new TreeSet<>();
                    kamelet.properties()
                            .forEach(
                                    (name, property) -> {
                                        assertThat(property)
                                                .as(name)
                                                .containsKeys("title", "description", "type");
                                        assertThat((Object) property.get("title"))
                                                .asString()
                                                .as(name)
                                                .matches("(?!(The|An?) )[A-Z].*");
                                        if (!property.containsKey("default")) {
                                            withoutDefault.add(name);
                                            assertThat(property).as(name).containsKey("example");
                                        }
                                    });
                    assertThat(kamelet.required()).isEqualTo(withoutDefault);
                });
    }

    @TestFactory
    Stream<DynamicTest> secrets_are_marked() {
        return forEach(
                (file, kamelet) ->
                        kamelet.properties()
                                .forEach(
                                        (name, property) ->
                                                assertThat(isMarkedSecret(property))
                                                        .as(name)
                                                        .isEqualTo(isSecret(name))));
    }

    @TestFactory
    Stream<DynamicTest> properties_are_declared_if_and_only_if_they_are_used() {
        return forEach(
                (file, kamelet) -> {
                    Matcher placeholder =
                            PLACEHOLDER.matcher(kamelet.map("spec", "template").toString());
                    Set<String> used =
                            placeholder
                                    .results()
                                    .map(match -> match.group(1))
                                    .collect(Collectors.toCollection(TreeSet::new));
                    assertThat(used).isEqualTo(new TreeSet<>(kamelet.properties().keySet()));
                });
    }

    /** What Simple reads inside a value ({@code ${body[id]}}) is read by the bean language. */
    @TestFactory
    Stream<DynamicTest> dependencies_are_what_the_template_uses() {
        return forEach(
                (file, kamelet) -> {
                    String steps = kamelet.map("spec", "template").toString();
                    Set<String> used = new TreeSet<>(Set.of("camel:core", "camel:kamelet"));
                    USES.forEach(
                            (dependency, use) -> {
                                if (use.matcher(steps).find()) {
                                    used.add(dependency);
                                }
                            });
                    assertThat(kamelet.list("spec", "dependencies"))
                            .map(Object::toString)
                            .containsExactlyInAnyOrderElementsOf(used);
                });
    }

    @TestFactory
    Stream<DynamicTest> a_kamelet_runs_without_beans_of_the_application() {
        return forEach(
                (file, kamelet) ->
                        assertThat(kamelet.map("spec", "template").toString())
                                .doesNotContain("bean:", "ref=", "method={ref", "#bean"));
    }

    @TestFactory
    Stream<DynamicTest> a_template_starts_where_its_type_does() {
        return forEach(
                (file, kamelet) -> {
                    String from = kamelet.text("spec", "template", "from", "uri");
                    if (kamelet.type().equals("source")) {
                        assertThat(kamelet.map("spec", "template").toString())
                                .contains("kamelet:sink");
                    } else {
                        assertThat(from).isEqualTo("kamelet:source");
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> no_header_of_the_caller_reaches_an_http_call() {
        return forEach(
                (file, kamelet) -> {
                    String steps = kamelet.map("spec", "template").toString();
                    int call = steps.indexOf("httpMethod=");
                    if (call >= 0) {
                        assertThat(steps.substring(0, call)).contains("removeHeaders={pattern=*");
                        assertThat(steps)
                                .contains("copyHeaders=false")
                                .contains("httpClient.cookieSpec=ignore")
                                .contains("DefaultHttpRequestRetryStrategy(0,");
                    }
                });
    }

    private static boolean isSecret(String property) {
        return property.matches("(?i).*(key|secret|token|password)");
    }

    private static boolean isMarkedSecret(Map<String, Object> property) {
        return "password".equals(property.get("format"))
                && List.of("urn:camel:group:credentials").equals(property.get("x-descriptors"));
    }

    private static Stream<DynamicTest> forEach(BiConsumer<String, KameletFile> rule) {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            List<DynamicTest> tests =
                    files.sorted()
                            .map(
                                    file ->
                                            DynamicTest.dynamicTest(
                                                    file.getFileName().toString(),
                                                    () ->
                                                            rule.accept(
                                                                    file.getFileName().toString(),
                                                                    KameletFile.read(file))))
                            .toList();
            assertThat(tests).isNotEmpty();
            return tests.stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
