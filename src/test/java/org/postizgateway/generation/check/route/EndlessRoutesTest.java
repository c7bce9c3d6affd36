package org.postizgateway.generation.check.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.generation.check.SetOnDisk;

/** What never ends is told before anybody calls it. */
class EndlessRoutesTest {

    private static final String TOOL =
            """
            - route:
                from:
                  uri: ai-tool:mine?description=Mine
                  steps:
                    - to: direct:a
            - route:
                from:
                  uri: direct:a
                  steps:
                    - STEP
            - route:
                from:
                  uri: direct:b
                  steps:
                    - log: Again
                    - to: direct:a
            """;

    @TempDir private Path directory;

    private String report(String step) throws Exception {
        return new SetOnDisk(directory)
                .with("routes/mine.yaml", TOOL.replace("STEP", step))
                .report();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to: direct:b",
                "to: direct:a",
                "wireTap: {uri: direct:b}",
                "pipeline: {steps: [{to: direct:b}]}",
                "toD: direct:b",
            })
    void routes_that_call_each_other_each_time_are_refused(String step) throws Exception {
        assertThat(report(step))
                .contains("routes/mine.yaml, line", "never ends", "direct:a > direct:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter: {simple: '${body}', steps: [{to: direct:b}]}",
                "choice: {when: [{simple: '${body}', steps: [{to: direct:b}]}]}",
                "to: {uri: direct:b, disabled: 'true'}",
                "log: Once",
            })
    void a_choice_may_lead_back(String step) throws Exception {
        assertThat(report(step)).isEmpty();
    }

    @Test
    void a_route_may_call_itself_behind_what_ends_it() throws Exception {
        assertThat(
                        report(
                                "filter: {simple: '${body} == null', steps: [{stop: {}}]}\n"
                                        + "        - to: direct:b"))
                .isEmpty();
    }

    @Test
    void a_Kamelet_that_calls_itself_is_refused() throws Exception {
        assertThat(
                        new SetOnDisk(directory)
                                .withKamelet("one-action", "kamelet:two-action/next-one")
                                .withKamelet("two-action", "kamelet:one-action/next-two")
                                .report())
                .contains(
                        "kamelets/one-action.kamelet.yaml, line 12",
                        "The Kamelet one-action calls itself: one-action > two-action > one-action");
    }

    @Test
    void a_route_template_that_calls_itself_is_refused() throws Exception {
        String template =
                """
                - routeTemplate:
                    id: again
                    from:
                      uri: kamelet:source
                      steps:
                        - to: kamelet:again
                - route:
                    from:
                      uri: direct:a
                      steps:
                        - to: kamelet:again
                """;
        assertThat(new SetOnDisk(directory).with("routes/mine.yaml", template).report())
                .contains("routes/mine.yaml, line 6", "The routeTemplate again calls itself");
    }
}
