package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** How files in {@code routes/tools/} are written. */
class ToolFilesTest {

    private static final Path DIRECTORY = Path.of("routes/tools");

    /** The one call with a circuit breaker of its own around it, which nobody waits for. */
    private static final String OWN_BREAKER = "/schedulePostTool-stored-operation";

    /** Their first step is the change, and stands in no policy of the ledger. */
    private static final Set<String> CHANGES_AT_ONCE = Set.of("mediaJobCancel", "triggerTool");

    private static final Pattern CALL =
            Pattern.compile("kamelet:([a-z-]+)(/[A-Za-z-]+)?(.*?operation=([a-z-]+))?");

    @TestFactory
    Stream<DynamicTest> a_file_begins_with_the_tool_of_its_name() {
        return forEach(
                (name, elements) -> {
                    Map<?, ?> route = map(elements.get(0).get("route"));
                    assertThat(route.get("id")).isEqualTo(name);
                    assertThat(map(route.get("from")).get("uri")).isEqualTo("ai-tool:" + name);
                    assertThat(route.get("routeConfigurationId"))
                            .isIn("reads,tools-*", "changes,tools-*");
                });
    }

    @TestFactory
    Stream<DynamicTest> a_tool_comes_with_tests() {
        return forEach(
                (name, elements) ->
                        assertThat(Path.of("tests", name + ".yaml"))
                                .as("tests as docs/testing.md describes them")
                                .isNotEmptyFile());
    }

    @TestFactory
    Stream<DynamicTest> a_tool_is_in_a_toolset() {
        return forEach(
                (name, elements) -> {
                    Map<?, ?> from = map(map(elements.get(0).get("route")).get("from"));
                    String tags = String.valueOf(map(from.get("parameters")).get("tags"));
                    assertThat(tags).matches("postiz(,(core|posts|insight|media|publishing))+");
                    if (tags.contains("core") && !tags.contains("media")) {
                        assertThat(tags).as("core without the generators").contains("publishing");
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> a_tool_that_changes_something_says_when_it_begins_to() {
        return forEach(
                (name, elements) -> {
                    Map<?, ?> from = map(map(elements.get(0).get("route")).get("from"));
                    Map<?, ?> options = map(from.get("parameters"));
                    boolean silent =
                            Boolean.TRUE.equals(options.get("readOnlyHint"))
                                    || CHANGES_AT_ONCE.contains(name);
                    assertThat(options.get("announcesChanges"))
                            .as("announcesChanges: its changes stand in policies of the ledger")
                            .isEqualTo(silent ? null : true);
                });
    }

    @TestFactory
    Stream<DynamicTest> whatever_else_a_file_holds_is_named_after_its_tool() {
        return forEach(
                (name, elements) ->
                        assertThat(elements)
                                .allSatisfy(element -> assertThat(id(element)).contains(name)));
    }

    @TestFactory
    Stream<DynamicTest> a_tool_reaches_postiz_through_kamelets_only() {
        return forEach(
                (name, elements) ->
                        assertThat(elements.stream().map(ToolFilesTest::steps).toList().toString())
                                .doesNotContain("http:", "https:", "kamelet="));
    }

    @Test
    void every_call_has_an_id_of_its_own_and_a_kamelet_as_its_operation() {
        List<String> ids = new ArrayList<>();
        for (Path file : files()) {
            Matcher call = CALL.matcher(elements(file).toString());
            while (call.find()) {
                if (OWN_BREAKER.equals(call.group(2))) {
                    continue;
                }
                assertThat(call.group(1))
                        .as("no call goes past throttle and circuit breaker")
                        .isIn("postiz", "postiz-long");
                assertThat(call.group(2)).as(call.group()).isNotNull();
                assertThat(Path.of("kamelets", call.group(4) + ".kamelet.yaml")).exists();
                ids.add(call.group(2));
            }
        }
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    private static Stream<DynamicTest> forEach(BiConsumer<String, List<Map<String, Object>>> rule) {
        return files().stream()
                .map(
                        file -> {
                            String name = file.getFileName().toString().replace(".yaml", "");
                            return DynamicTest.dynamicTest(
                                    name, () -> rule.accept(name, elements(file)));
                        });
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Map<String, Object>> elements(Path file) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String id(Map<String, Object> element) {
        return String.valueOf(map(element.get("route")).get("id"));
    }

    /**
     * Steps of a route; its ai-tool endpoint, whose description may name an address, is left out.
     */
    private static Object steps(Map<String, Object> element) {
        return map(map(element.get("route")).get("from")).get("steps");
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }
}
