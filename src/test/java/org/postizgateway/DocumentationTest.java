package org.postizgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation says can be found is there. */
class DocumentationTest {

    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w+Test)\\.(\\w+)`");

    @ParameterizedTest
    @ValueSource(strings = {"docs/security.md", "docs/threat-model.md"})
    void every_test_that_is_named_exists(String page) throws Exception {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }

        assertThat(NAMED_TEST.matcher(Files.readString(Path.of(page))).results())
                .isNotEmpty()
                .allSatisfy(
                        named ->
                                assertThat(sources)
                                        .as(named.group())
                                        .filteredOn(f -> f.endsWith(named.group(1) + ".java"))
                                        .anySatisfy(
                                                source ->
                                                        assertThat(source)
                                                                .content()
                                                                .contains(
                                                                        "void "
                                                                                + named.group(2)
                                                                                + "(")));
    }
}
