package org.postizgateway.generation.check.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.generation.check.SetOnDisk;

/** An authentication counts where it surely runs, and where nothing goes on after it has failed. */
class SurelyAuthenticatedTest {

    private static final String DOOR =
            """
            - route:
                id: mine
                from:
                  uri: platform-http:/mine
                  steps:
                    - to: direct:authenticate%s
                    - to: mcp-server:mine
            """;

    private static final String AUTHENTICATION =
            """
            - route:
                autoStartup: %s
                from:
                  uri: direct:authenticate
                  steps:
                    - process: {ref: authentication}
            """;

    private static final String INTERCEPTOR =
            """
            - interceptSendToEndpoint:
                uri: direct:auth*
                skipSendToOriginalEndpoint: "%s"
                steps:
                  - log: Not today
            """;

    private static final String CONTINUING =
            """
            - onException:
                exception: [java.lang.Exception]
                continued: {constant: "true"}
            """;

    @TempDir private Path directory;

    private String report(String... parts) throws Exception {
        return new SetOnDisk(directory).with("routes/door.yaml", String.join("", parts)).report();
    }

    @Test
    void a_call_that_may_find_nobody_does_not_count() throws Exception {
        assertThat(
                        report(
                                DOOR.formatted("?failIfNoConsumers=false&block=false"),
                                AUTHENTICATION.formatted("false")))
                .contains("comes to this step before any authentication step");
    }

    @Test
    void a_call_that_fails_where_it_finds_nobody_counts() throws Exception {
        assertThat(report(DOOR.formatted("?block=false"), AUTHENTICATION.formatted("false")))
                .isEmpty();
    }

    @Test
    void a_call_that_is_kept_from_its_target_does_not_count() throws Exception {
        assertThat(
                        report(
                                INTERCEPTOR.formatted("true"),
                                DOOR.formatted(""),
                                AUTHENTICATION.formatted("true")))
                .contains("comes to this step before any authentication step");
        assertThat(
                        report(
                                INTERCEPTOR.formatted("false"),
                                DOOR.formatted(""),
                                AUTHENTICATION.formatted("true")))
                .isEmpty();
    }

    @Test
    void a_door_that_goes_on_after_a_failure_is_refused() throws Exception {
        assertThat(report(CONTINUING, DOOR.formatted(""), AUTHENTICATION.formatted("true")))
                .contains("goes on after a failure here", "Leave continued out");
    }
}
