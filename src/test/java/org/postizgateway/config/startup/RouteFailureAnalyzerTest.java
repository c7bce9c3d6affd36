package org.postizgateway.config.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spring.boot.CamelSpringBootInitializationException;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.config.camel.ConfigurationDirectory;
import org.postizgateway.config.camel.RouteConfigurationCheck;
import org.postizgateway.config.setting.InvalidSettingException;
import org.springframework.mock.env.MockEnvironment;

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

    private final MockEnvironment environment = new MockEnvironment();

    @TempDir private Path directory;

    private List<String> write(String... routes) throws IOException {
        List<String> files = new ArrayList<>();
        for (String route : routes) {
            String name = files.isEmpty() ? "mine.yaml" : "other.yaml";
            files.add("file:" + Files.writeString(directory.resolve(name), route));
        }
        environment.setProperty(ConfigurationDirectory.ROUTES, String.join(",", files));
        return files;
    }

    private String report(String... routes) throws Exception {
        List<String> files = write(routes);
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getComponent("kamelet", KameletComponent.class)
                    .setLocation("file:" + directory + ",classpath:kamelets");
            camel.addLifecycleStrategy(new RouteConfigurationCheck());
            Throwable failure = catchThrowable(() -> start(camel, files));
            return new RouteFailureAnalyzer(environment)
                    .analyze(new CamelSpringBootInitializationException(failure))
                    .getDescription();
        }
    }

    private static void start(CamelContext camel, List<String> files) throws Exception {
        List<Resource> routes =
                files.stream().map(file -> ResourceHelper.resolveResource(camel, file)).toList();
        PluginHelper.getRoutesLoader(camel).loadRoutes(routes);
        camel.start();
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
    void names_file_line_route_and_option_of_a_route_that_begins_with_a_wrong_option()
            throws Exception {
        assertThat(report(ROUTE.replace("direct:mine", "direct:mine?shouAll=true")))
                .contains("The route mine (" + directory.resolve("mine.yaml") + ", line 2)")
                .contains("shouAll=true")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void names_file_line_route_step_and_option_of_a_step_with_a_wrong_option() throws Exception {
        assertThat(report(ROUTE.replace("log:mine", "log:mine?showAll=perhaps")))
                .contains("The route mine (" + directory.resolve("mine.yaml") + ", line 2)")
                .contains("Step: to[log:mine?showAll=perhaps]", "Option showAll")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void does_not_repeat_the_password_in_a_step() throws Exception {
        assertThat(report(ROUTE.replace("log:mine", "log:mine?password=s3same&shouAll=true")))
                .contains("shouAll")
                .doesNotContain("s3same");
    }

    @Test
    void names_the_kamelet_that_does_not_exist_and_the_line_that_calls_it() throws Exception {
        assertThat(report(ROUTE.replace("log:mine", "kamelet:nowhere-action/mine")))
                .contains("The Kamelet nowhere-action, called in ")
                .contains(directory.resolve("mine.yaml") + ", line 6, cannot be used.")
                .contains("There is no nowhere-action.kamelet.yaml in kamelets/")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void names_the_property_that_a_kamelet_needs_and_the_line_that_calls_it() throws Exception {
        assertThat(report(ROUTE.replace("log:mine", "kamelet:postiz-mcp-call-action/mine")))
                .contains("postiz-mcp-call-action, called in ", "mine.yaml, line 6", ": tool")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void names_the_kamelet_that_has_a_wrong_step_itself() throws Exception {
        Files.writeString(
                directory.resolve("broken-action.kamelet.yaml"),
                """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: broken-action
                spec:
                  definition:
                    title: Broken
                  template:
                    from:
                      uri: kamelet:source
                      steps:
                        - to: log:mine?showAll=perhaps
                """);

        assertThat(report(ROUTE.replace("log:mine", "kamelet:broken-action/mine")))
                .contains("broken-action, called in ", "mine.yaml, line 6")
                .contains("to[log:mine?showAll=perhaps]");
    }

    @Test
    void names_both_files_that_have_a_route_of_the_same_id() throws Exception {
        write(ROUTE, ROUTE.replace("direct:mine", "direct:other"));

        // Only Camel Main looks for them, and says so in these words.
        assertThat(
                        new RouteFailureAnalyzer(environment)
                                .analyze(
                                        new FailedToCreateRouteException(
                                                "Duplicate route ids detected: mine. Please"
                                                        + " correct ids to be unique."))
                                .getDescription())
                .contains("Duplicate route ids detected: mine")
                .contains("mine.yaml, line 2 and ", "other.yaml, line 2");
    }

    @Test
    void names_the_option_whose_value_is_no_json() throws Exception {
        assertThat(report(ROUTE.replace("direct:mine", "ai-tool:mine?description=M&argSchema={")))
                .contains("The route mine (", "Option argSchema is no JSON object: ");
    }

    @Test
    void names_the_file_and_line_of_a_route_from_a_template_that_does_not_exist() throws Exception {
        assertThat(
                        report(
                                """
                                - templatedRoute:
                                    routeTemplateRef: postis
                                    routeId: mine
                                """))
                .contains("postis. See ", "mine.yaml, line 2");
    }

    @Test
    void names_the_route_configuration_that_does_not_exist_and_those_that_do() throws Exception {
        String configuration =
                """
                - routeConfiguration:
                    id: reads
                    onException:
                      - onException:
                          exception: [java.lang.Exception]
                          handled: {constant: "true"}
                """;

        assertThat(
                        report(
                                configuration
                                        + ROUTE.replace(
                                                "id: mine",
                                                "id: mine\n    routeConfigurationId: reeds")))
                .contains("The route mine (" + directory.resolve("mine.yaml"))
                .contains("There is no routeConfiguration reeds, only reads");
    }

    @Test
    void names_both_files_that_offer_the_same_tool() throws Exception {
        String tool = ROUTE.replace("direct:mine", "ai-tool:mine?description=Mine");

        assertThat(report(tool, tool.replace("id: mine", "id: other")))
                .contains("already offers the tool 'mine'")
                .contains("mine.yaml, line 4 and ", "other.yaml, line 4");
    }

    @Test
    void leaves_other_failures_to_others() {
        assertThat(
                        new RouteFailureAnalyzer(environment)
                                .analyze(new IllegalStateException("something else")))
                .isNull();
        assertThat(
                        new RouteFailureAnalyzer(environment)
                                .analyze(
                                        new RuntimeCamelException(
                                                new InvalidSettingException(
                                                        "X", "is wrong", "Fix it."))))
                .isNull();
    }
}
