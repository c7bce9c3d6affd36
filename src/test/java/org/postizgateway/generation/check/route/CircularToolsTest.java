package org.postizgateway.generation.check.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.generation.check.SetOnDisk;

/** A tool that calls itself is told before anybody calls it. */
class CircularToolsTest {

    private static final String FILE = "routes/mine.yaml";

    private static final String ROUTES =
            """
            - route:
                id: first
                from:
                  uri: ai-tool:first
                  parameters:
                    description: "First {of all}"
                    aliases: one,uno
                  steps:
                    - choice:
                        when:
                          - simple: "${header.again}"
                            steps:
                              - to: CALLED
            - route:
                id: second
                from:
                  uri: ai-tool:second?description=Second
                  steps:
                    - wireTap:
                        uri: direct:way
            - route:
                id: way
                from:
                  uri: direct:way
                  steps:
                    - to: BACK
            """;

    @TempDir private Path directory;

    private SetOnDisk set(String called, String back) throws Exception {
        return new SetOnDisk(directory)
                .with(FILE, ROUTES.replace("CALLED", called).replace("BACK", back));
    }

    @ParameterizedTest
    @CsvSource({
        "ai-tool:first, log:x, first > ai-tool:first",
        "ai-tool:uno, log:x, first > ai-tool:first",
        "'{{mine.tool:ai-tool:first}}', log:x, first > ai-tool:first",
        "ai-tool:second, ai-tool:first, first > ai-tool:second > direct:way > ai-tool:first"
    })
    void with_the_step_where_it_begins_and_the_way_that_leads_back(
            String called, String back, String way) throws Exception {
        assertThat(set("'" + called + "'", back).problems())
                .map(Object::toString)
                .containsExactly(
                        set("'" + called + "'", back).place(FILE, 13)
                                + "The tool first calls itself: ai-tool:"
                                + way
                                + ". Such a call fails: leave out one of these steps.");
    }

    @Test
    void tools_that_call_others_are_fine() throws Exception {
        assertThat(set("ai-tool:second", "log:x").problems()).isEmpty();
    }
}
