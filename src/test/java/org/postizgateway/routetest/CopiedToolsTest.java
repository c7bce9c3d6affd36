package org.postizgateway.routetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies of the jar's tools that are handed out stay behind the same doors, and audited. */
class CopiedToolsTest {

    private static final Path TOOLS = Path.of("routes/tools");

    static Stream<Path> copies() throws IOException {
        List<Path> copies;
        try (Stream<Path> examples = Files.walk(Path.of("docs/customize"));
                Stream<Path> init = Files.walk(Path.of("src/main/resources/init"))) {
            copies =
                    Stream.concat(examples, init)
                            .filter(file -> file.getParent().endsWith(TOOLS))
                            .filter(file -> Files.exists(TOOLS.resolve(file.getFileName())))
                            .toList();
        }
        assertThat(copies).isNotEmpty();
        return copies.stream();
    }

    @ParameterizedTest
    @MethodSource("copies")
    void a_copy_loses_no_toolset_and_no_promise_of_the_tool(Path copy) throws Exception {
        String jars = Files.readString(TOOLS.resolve(copy.getFileName()));
        String own = Files.readString(copy);

        assertThat(values(own, "tags")).containsAll(values(jars, "tags"));
        for (String promise :
                List.of(
                        "announcesChanges",
                        "readOnlyHint",
                        "destructiveHint",
                        "idempotentHint",
                        "openWorldHint",
                        "routeConfigurationId",
                        "aliases",
                        "taskSupport")) {
            assertThat(values(own, promise)).as(promise).isEqualTo(values(jars, promise));
        }
    }

    private static List<String> values(String text, String key) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(key + ":"))
                .flatMap(line -> Arrays.stream(line.substring(key.length() + 1).split(",")))
                .map(String::strip)
                .toList();
    }
}
