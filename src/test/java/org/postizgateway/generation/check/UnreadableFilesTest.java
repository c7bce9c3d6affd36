package org.postizgateway.generation.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be taken for what it looks like is refused, in its file and line. */
@Timeout(60)
class UnreadableFilesTest {

    private static final String ROUTE =
            """
            - route:
                id: mine
                description: grüßt
                from:
                  uri: direct:mine
                  parameters:
                    block: false
                  steps:
                    - log: hello
            """;

    @TempDir private Path directory;

    private String report(String path, String content) throws Exception {
        return new SetOnDisk(directory).with(path, content).report();
    }

    private String reportIn(Charset charset) throws Exception {
        SetOnDisk set = new SetOnDisk(directory).with("routes/x/mine.yaml", "");
        Files.write(directory.resolve("routes/x/mine.yaml"), ROUTE.getBytes(charset));
        return set.report();
    }

    private String place(String path, int line) {
        return new SetOnDisk(directory).place(path, line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    '    description: grüßt'  | '    id: other'            | 3  | id stands twice, here and in line 2
                    '      - log: hello'      | '    steps: []'            | 9  | steps stands twice, here and in line 8
                    '        block: false'    | "        block: true\\n        block: false" | 8 | block stands twice, here and in line 7
                    """)
    void a_key_that_stands_twice_is_told_in_the_line_of_the_second(
            String line, String instead, int at, String reason) throws Exception {
        String content =
                ROUTE.replace(
                        line.replace("'", ""), instead.replace("\"", "").replace("\\n", "\n"));

        assertThat(report("routes/mine.yaml", content))
                .startsWith(place("routes/mine.yaml", at) + reason)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "routes/x/deep.yaml",
                "kamelets/deep-action.kamelet.yaml",
                "tests/deep.yaml"
            })
    void what_is_nested_without_end_is_refused_in_its_line(String path) throws Exception {
        assertThat(report(path, "# deep\n" + "[".repeat(20_000)))
                .isEqualTo(
                        place(path, 2)
                                + "More than 50 things stand inside each other here. Take them"
                                + " apart.");
    }

    @Test
    void deep_properties_are_refused_in_their_file() throws Exception {
        assertThat(report("application.yaml", "a: " + "[".repeat(20_000)))
                .startsWith(place("application.yaml", 1) + "More than 50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&a [*a]", "&a {b: *a}"})
    void what_contains_itself_is_refused(String content) throws Exception {
        assertThat(report("routes/mine.yaml", content))
                .startsWith(place("routes/mine.yaml", 1) + "More than 50");
    }

    @Test
    void aliases_that_grow_without_bounds_are_refused() throws Exception {
        StringBuilder grown = new StringBuilder("a0: &a0 [x, x, x]\n");
        for (int i = 1; i < 25; i++) {
            grown.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(report("tests/mine.yaml", grown.toString()))
                .startsWith(directory.resolve("tests/mine.yaml") + ", line ")
                .contains("aliases");
    }

    @Test
    void a_file_in_Latin_1_is_refused_in_the_line_of_the_first_letter_that_is_not_UTF_8()
            throws Exception {
        assertThat(reportIn(StandardCharsets.ISO_8859_1))
                .isEqualTo(
                        place("routes/x/mine.yaml", 3)
                                + "This is not in UTF-8. Store the file again with that encoding.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void a_file_in_UTF_16_is_told_to_be_not_UTF_8(String charset) throws Exception {
        assertThat(reportIn(Charset.forName(charset)))
                .startsWith(directory.resolve("routes/x/mine.yaml") + ", line ")
                .endsWith(": This is not in UTF-8. Store the file again with that encoding.");
    }

    @Test
    void a_character_that_yaml_does_not_have_is_told_in_its_line() throws Exception {
        assertThat(report("routes/mine.yaml", ROUTE.replace("hello", "\u0007")))
                .isEqualTo(
                        place("routes/mine.yaml", 9)
                                + "This is no YAML: the character U+0007 is not allowed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"routes/mine.yaml", "kamelets/my-action.kamelet.yaml"})
    void a_file_of_comments_says_how_a_copy_is_switched_off(String path) throws Exception {
        assertThat(report(path, "# - route:\n#     id: mine\n"))
                .isEqualTo(
                        place(path, 1)
                                + "There are only comments in this file. Take it away, or leave"
                                + " nothing at all in it if a copy in the jar is to be switched"
                                + " off.");
    }
}
