package org.postizgateway.generation.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an integrator reads when a set cannot run. */
class LaunchTest {

    private static final String ROUTE =
            """
            - route:
                id: mine
                from:
                  uri: direct:mine
                  steps:
                    - to: log:mine
            """;

    private static final String KAMELET =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: broken-action
            spec:
              definition:
                title: Broken
                required: [greeting]
                properties:
                  greeting: {type: string}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to: log:mine?showAll=perhaps
            """;

    @TempDir private Path directory;

    private String report(String... routes) throws Exception {
        String[] names = {"routes/mine.yaml", "routes/other.yaml"};
        for (int i = 0; i < routes.length; i++) {
            write(names[i], routes[i]);
        }
        return new SetOnDisk(directory).report();
    }

    private void write(String path, String content) throws Exception {
        new SetOnDisk(directory).with(path, content);
    }

    private String mine(int line) {
        return directory.resolve("routes/mine.yaml") + ", line " + line + ": ";
    }

    @Test
    void names_file_line_and_reason_of_what_is_no_yaml() throws Exception {
        assertThat(report(ROUTE.replace("      uri", "     uri")))
                .startsWith(mine(5) + "This is no YAML: ")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void names_file_line_and_reason_of_an_unknown_step() throws Exception {
        assertThat(report(ROUTE.replace("- to:", "- too:")))
                .startsWith(mine(6) + "Camel knows nothing called too here.")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void names_file_line_route_and_option_of_a_route_that_begins_with_a_wrong_option()
            throws Exception {
        assertThat(report(ROUTE.replace("direct:mine", "direct:mine?shouAll=true")))
                .startsWith(mine(4) + "The route mine cannot run.")
                .contains("shouAll=true")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void names_file_line_route_step_and_option_of_a_step_with_a_wrong_option() throws Exception {
        assertThat(report(ROUTE.replace("log:mine", "log:mine?showAll=perhaps")))
                .startsWith(mine(6) + "The route mine cannot run.")
                .contains("Step: to[log:mine?showAll=perhaps]", "Option showAll")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void names_file_and_line_of_a_route_without_an_id_that_cannot_be_made() throws Exception {
        assertThat(
                        report(
                                ROUTE.replace("    id: mine\n", "")
                                        .replace(
                                                "to: log:mine",
                                                "convertBodyTo: {type: no.such.Type}")))
                .startsWith(directory.resolve("routes/mine.yaml") + ", line ")
                .contains("no.such.Type")
                .doesNotContain("\tat ", "Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unmarshal: {csv: {}}                                    | data format csv",
                "setBody: {groovy: '1 + 1'}                              | language groovy",
                "bean: {beanType: com.acme.Nope}                         | class com.acme.Nope",
                "unmarshal: {json: {unmarshalType: com.acme.Nope}}       | class com.acme.Nope",
                "doTry: {steps: [{log: a}], doCatch: [{exception: [a.b.Nope], steps: [{log: b}]}]} | class a.b.Nope"
            })
    void names_file_and_line_of_what_is_not_on_board(String step, String what) throws Exception {
        assertThat(report(ROUTE.replace("to: log:mine", "log: before\n        - " + step)))
                .startsWith(mine(7))
                .contains("There is no " + what + " on board. Correct its name, or lay its jars");
    }

    @Test
    void names_the_tool_that_a_step_calls_and_that_does_not_exist() throws Exception {
        assertThat(report(ROUTE.replace("log:mine", "ai-tool:groupLst")))
                .isEqualTo(
                        mine(6)
                                + "No route begins at ai-tool:groupLst. Correct the name, or add a"
                                + " route with from: ai-tool:groupLst.");
    }

    @Test
    void does_not_repeat_the_password_in_a_step() throws Exception {
        assertThat(report(ROUTE.replace("log:mine", "log:mine?password=s3same&shouAll=true")))
                .contains("shouAll")
                .doesNotContain("s3same");
    }

    @Test
    void names_the_kamelet_that_does_not_exist_and_the_line_that_calls_it() throws Exception {
        assertThat(report(ROUTE.replace("log:mine", "kamelet:nowhere-action/mine-call")))
                .startsWith(mine(6) + "The Kamelet nowhere-action cannot be used.")
                .contains("There is no nowhere-action.kamelet.yaml in kamelets/")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void names_the_operation_of_a_template_that_does_not_exist() throws Exception {
        write(
                "routes/template.yaml",
                """
                - routeTemplate:
                    id: template
                    parameters: [{name: operation}]
                    from:
                      uri: kamelet:source
                      steps:
                        - to: "kamelet:{{operation}}/{{routeId}}-operation"
                """);

        assertThat(
                        report(
                                ROUTE.replace(
                                        "log:mine",
                                        "kamelet:template/mine-call?operation=nowhere-action")))
                .startsWith(mine(6))
                .contains("There is no nowhere-action.kamelet.yaml in kamelets/")
                .doesNotContain("no template.kamelet.yaml", "\tat ", "Exception");
    }

    @Test
    void names_the_property_that_a_kamelet_needs_and_the_line_that_calls_it() throws Exception {
        write(
                "kamelets/broken-action.kamelet.yaml",
                KAMELET.replace("log:mine?showAll=perhaps", "log:{{greeting}}"));

        assertThat(report(ROUTE.replace("log:mine", "kamelet:broken-action/mine-call")))
                .startsWith(mine(6) + "The Kamelet broken-action needs the property greeting.")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void names_the_kamelet_that_has_a_wrong_step_itself() throws Exception {
        write("kamelets/broken-action.kamelet.yaml", KAMELET);

        assertThat(report(ROUTE.replace("log:mine", "kamelet:broken-action/mine-call?greeting=x")))
                .startsWith(mine(6) + "The Kamelet broken-action cannot be used.")
                .contains("to[log:mine?showAll=perhaps]");
    }

    @Test
    void names_both_files_that_have_a_route_of_the_same_id() throws Exception {
        assertThat(report(ROUTE, ROUTE.replace("direct:mine", "direct:other")))
                .isEqualTo(
                        directory.resolve("routes/other.yaml")
                                + ", line 2: There is another route mine in "
                                + directory.resolve("routes/mine.yaml")
                                + ", line 2. Give one of them another name.");
    }

    @Test
    void names_both_files_that_offer_the_same_tool() throws Exception {
        String tool = ROUTE.replace("direct:mine", "ai-tool:mine?description=Mine");

        assertThat(report(tool, tool.replace("id: mine", "id: other")))
                .contains("other.yaml, line 4: There is another tool mine in ")
                .contains("mine.yaml, line 4.");
    }

    @ParameterizedTest
    @CsvSource({
        "ai-prompt:mine, prompt mine",
        "ai-resource:mine?resourceUri=a:b, resource mine",
        "platform-http:/mine?httpMethodRestrict=GET, door at /mine GET",
    })
    void names_both_files_that_offer_the_same_prompt_resource_or_door(String from, String what)
            throws Exception {
        String feature = ROUTE.replace("direct:mine", from);

        assertThat(report(feature, feature.replace("id: mine", "id: other")))
                .contains("other.yaml, line 4: There is another " + what + " in ")
                .contains("mine.yaml, line 4.");
    }

    @Test
    void names_both_files_that_offer_a_resource_at_the_same_uri() throws Exception {
        String resource =
                ROUTE.replace(
                        "direct:mine", "ai-resource:mine\n      parameters: {resourceUri: a:b}");

        assertThat(report(resource, resource.replace("mine", "other")))
                .contains("There is another resource with the URI a:b in ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ai-prompt:mine\n      parameters: {argument.a.completeFrom: 'direct:nowhere'}",
                "ai-resource:mine\n      parameters: {resourceUri: 'a:{a}', variable.a.completeFrom:"
                        + " 'direct:nowhere'}",
            })
    void names_the_route_that_is_missing_to_complete_an_argument(String from) throws Exception {
        assertThat(report(ROUTE.replace("direct:mine", from)))
                .startsWith(mine(4) + "No route begins at direct:nowhere.");
    }

    @Test
    void names_the_option_whose_value_is_no_json() throws Exception {
        assertThat(report(ROUTE.replace("direct:mine", "ai-tool:mine?description=M&argSchema={")))
                .contains("The route mine", "Option argSchema is no JSON object: ");
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
                .contains("postis", "mine.yaml, line 2");
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
                .isEqualTo(mine(9) + "There is no routeConfiguration reeds, only reads.");
    }
}
