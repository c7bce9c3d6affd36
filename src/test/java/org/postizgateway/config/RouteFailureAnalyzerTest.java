package org.postizgateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What an operator reads when Camel does not start. */
class RouteFailureAnalyzerTest {

    private static final String ROUTE =
            """
            - route:
                id: mine
                from:
                  uri: direct:mine
                  steps:
                    - to: log:mine
            """;

    private final RouteFailureAnalyzer analyzer = new RouteFailureAnalyzer();

    @TempDir private Path directory;

    private String report(String route) throws Exception {
        Path file = Files.writeString(directory.resolve("mine.yaml"), route);
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            Throwable failure =
                    catchThrowable(
                            () -> {
                                PluginHelper.getRoutesLoader(camel)
                                        .loadRoutes(
                                                ResourceHelper.resolveResource(
                                                        camel, file.toUri().toString()));
                                camel.start();
                            });
            return analyzer.analyze(new IllegalStateException("start", failure)).getDescription();
        }
    }

    @Test
    void names_file_line_and_reason_of_what_is_no_yaml() throws Exception {
        assertThat(report(ROUTE.replace("      uri", "     uri")))
                .contains("mine.yaml, line 5")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void names_file_line_and_reason_of_an_unknown_step() throws Exception {
        assertThat(report(ROUTE.replace("- to:", "- too:")))
                .contains("Unknown node id: too", "mine.yaml, line 6")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void names_file_route_and_reason_of_an_endpoint_that_does_not_exist() throws Exception {
        assertThat(report(ROUTE.replace("direct:mine", "direct:mine?block=1&shouAll=true")))
                .contains("mine.yaml", "shouAll=true")
                .doesNotContain("\tat ");
    }

    @Test
    void names_the_settings_of_a_port_that_is_taken() {
        FailureAnalysis analysis =
                analyzer.analyze(
                        new RuntimeCamelException(new BindException("Address already in use")));

        assertThat(analysis.getDescription()).contains("Address already in use");
        assertThat(analysis.getAction()).contains("GATEWAY_PORT");
    }

    @Test
    void leaves_other_failures_to_others() {
        assertThat(analyzer.analyze(new IllegalStateException("something else"))).isNull();
        assertThat(
                        analyzer.analyze(
                                new RuntimeCamelException(
                                        new InvalidSettingException("X", "is wrong", "Fix it."))))
                .isNull();
    }
}
