package org.postizgateway.generation.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nothing would read of the declaration of a tool, a resource or a prompt is told. */
class FeatureOptionsTest {

    private static final String ROUTE =
            """
            - route:
                from:
                  uri: %s
                  parameters:
                    description: Mine
                    %s
                    %s
                  steps:
                    - log: called
            """;

    @TempDir private Path directory;

    private String report(String uri, String option) throws Exception {
        return new SetOnDisk(directory)
                .with(
                        "routes/mine.yaml",
                        ROUTE.formatted(
                                uri,
                                uri.startsWith("ai-resource:") ? "resourceUri: a:{word}" : "",
                                option))
                .report();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ai-tool:mine     | parameter.word.requird: true    | There is no parameter.word.requird, only description, enum, required
                    ai-tool:mine     | outputParameter.word.tpye: text | There is no outputParameter.word.tpye, only
                    ai-prompt:mine   | argument.word.require: true     | There is no argument.word.require, only
                    ai-resource:mine | variable.word.compleet: a,b | There is no variable.word.compleet, only complete, completeFrom
                    ai-resource:mine | variable.wort.complete: a,b | There is no variable wort in resourceUri a:{word}
                    """)
    void what_is_misspelt_is_refused(String uri, String option, String reason) throws Exception {
        assertThat(report(uri, option)).contains("routes/mine.yaml, line ", reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ai-tool:mine     | parameter.word.required: true
                    ai-tool:mine     | outputParameter.word: integer
                    ai-prompt:mine   | argument.word.default: a
                    ai-resource:mine | variable.word.complete: a,b
                    """)
    void what_there_is_is_taken(String uri, String option) throws Exception {
        assertThat(report(uri, option)).isEmpty();
    }
}
