package org.postizgateway.console.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.console.Browser;
import org.postizgateway.generation.ChangingGateway;
import org.postizgateway.generation.set.SetFile;
import org.springframework.core.env.Environment;

/** The pages of routes and configurations, over a socket. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RoutesPageTest {

    private static final String GREETING = "routes/tools/greeting.yaml";
    private static final String PROPERTIES = "application.yaml";
    private static final String READ_TOKEN = "token-of-those-who-look";
    private static final String HOSTILE =
            """
            - route:
                id: greeting
                description: <script>alert(1)</script>
                from:
                  uri: ai-tool:greeting
                  parameters:
                    description: Greets
                    tags: postiz
                  steps:
                    - choice:
                        when:
                          - simple: "${body} == '<script>alert(2)</script>'"
                            steps:
                              - to: direct:polite
                    - setBody:
                        constant: hello
            - route:
                id: polite
                from:
                  uri: direct:polite
                  steps:
                    - to:
                        uri: log:polite
                        parameters:
                          marker: visible
                    - setProperty:
                        name: what
                        constant: a
            """;

    @TempDir private static Path temporary;
    private static ChangingGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway =
                new ChangingGateway(
                        temporary,
                        "--gateway.config-watch=false",
                        "--ops.read-token=" + READ_TOKEN);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static Browser operator(String token) {
        int port = gateway.bean(Environment.class).getProperty("local.server.port", Integer.class);
        return Browser.signedIn(port, token);
    }

    private static Browser operator() {
        return operator(ChangingGateway.TOKEN);
    }

    private static String row(Browser operator, String route) {
        return operator.get("/console/routes")
                .html()
                .select("tr:has(a[href=/console/routes/" + route + "])")
                .text();
    }

    @Test
    void tools_and_doors_are_listed_with_the_file_behind_each_and_what_went_through()
            throws Exception {
        Browser operator = operator();
        assertThat(gateway.call("groupList")).contains("result");

        assertThat(row(operator, "groupList"))
                .matches(
                        "groupList groupList routes/tools/groupList.yaml, line \\d+ jar [1-9]\\d* 0");
        assertThat(row(operator, "door-key")).startsWith("/mcp door-key routes/mcp.yaml, line ");
        assertThat(operator.get("/console/live/routes").html().select("#live")).hasSize(1);
    }

    @Test
    void a_route_is_drawn_with_the_routes_that_its_steps_lead_to() throws Exception {
        Browser operator = operator();
        gateway.call("groupList");

        Browser.Page page = operator.get("/console/routes/groupList");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().select("pre").text())
                .startsWith("- route:")
                .contains("id: groupList", "ai-tool:groupList");
        assertThat(page.html().select(".steps > li > strong").eachText())
                .startsWith("to", "bean", "onException");
        String behind = page.html().select(".steps a").first().attr("href");
        Browser.Page groups = operator.get(behind);
        assertThat(groups.html().select("pre").text()).contains("id: groups", "cachedChannels");
        String template = groups.html().select(".steps a").first().attr("href");
        assertThat(operator.get(template).html().select("pre").text()).contains("routeTemplate");
        assertThat(operator.get("/console/routes/door-key").html().select(".steps").text())
                .containsPattern("direct:serve line \\d+ \\S+ [1-9]\\d* calls?");
        assertThat(operator.get("/console/live/routes/door-key").html().select("#live .steps"))
                .isNotEmpty();
        assertThat(operator.get("/console/routes/nothing").status()).isEqualTo(404);
    }

    @Test
    void a_route_of_the_directory_is_drawn_as_it_is_written_and_does_nothing() throws Exception {
        Browser operator = operator();
        gateway.write(GREETING, HOSTILE);
        operator.get("/console/routes");

        assertThat(operator.post("/console/configurations/reload", Map.of()).status())
                .isEqualTo(302);

        assertThat(operator.get("/console/routes").text()).contains("It serves.");
        assertThat(row(operator, "greeting")).contains("greeting.yaml, line 1 directory");
        Browser.Page page = operator.get("/console/routes/greeting");
        assertThat(page.html().select("script")).hasSize(1);
        assertThat(page.html().select("pre").text())
                .contains("<script>alert(2)</script>")
                .doesNotContain("log:polite");
        assertThat(page.html().select(".steps .steps .steps a").attr("href"))
                .isEqualTo("/console/routes/polite");
        gateway.delete(GREETING);
        gateway.reload();
    }

    @Test
    void what_is_refused_is_told_with_file_and_line_and_an_older_one_is_stepped_back_to()
            throws Exception {
        Browser operator = operator();
        gateway.write(GREETING, ChangingGateway.TOOL.replace("WORD", "hello"));
        gateway.reload();
        String polite = gateway.serving();
        gateway.write(GREETING, ChangingGateway.TOOL.replace("WORD", "good day"));
        gateway.reload();

        gateway.write(GREETING, ChangingGateway.TOOL.replace("      uri", "     uri"));
        operator.get("/console/routes");
        operator.post("/console/configurations/reload", Map.of());
        Browser.Page refused = operator.get("/console/routes");
        assertThat(refused.text()).contains("It is refused, and what served goes on.");
        assertThat(refused.html().select(".attention .subject").text())
                .containsPattern("greeting.yaml, line \\d+");

        Browser.Page differences = operator.get("/console/configurations/" + polite);
        assertThat(differences.html().select("h2").text()).contains(GREETING + " changed");
        assertThat(differences.html().select("pre.before").text()).isEqualTo("constant: good day");
        assertThat(differences.html().select("pre.after").text()).isEqualTo("constant: hello");
        assertThat(
                        operator.post("/console/configurations/rollback", Map.of("hash", polite))
                                .status())
                .isEqualTo(302);
        assertThat(gateway.call("greeting")).contains("hello");
        assertThat(operator.get("/console/configurations/" + "0".repeat(64)).status())
                .isEqualTo(404);
        gateway.delete(GREETING);
        gateway.reload();
    }

    @Test
    void a_difference_between_settings_tells_no_secret() throws Exception {
        gateway.write(PROPERTIES, "crm:\n  bearer-token: in-the-past\n  page: 10\n");
        gateway.reload();
        String past = gateway.serving();
        gateway.write(PROPERTIES, "crm:\n  bearer-token: in-the-present\n  page: 20\n");
        gateway.reload();

        String differences = gateway.ops("GET", "/" + past + "/differences", "").body();

        assertThat(differences)
                .contains(PROPERTIES, "page: 10", "page: 20")
                .doesNotContain("in-the-");
        gateway.delete(PROPERTIES);
        gateway.reload();
    }

    @Test
    void a_value_that_is_a_secret_is_not_shown() {
        String yaml =
                """
                - route:
                    id: greeting
                    from:
                      uri: timer:greeting
                      steps:
                        - to:
                            uri: sql:select?x=1&password=in-the-address
                            parameters:
                              secretKey: >-
                                in-the-parameters
                              apiKey: "{{my.key}}"
                        - to: http:host?accessToken=in-the-step
                """;

        String shown = ShownYaml.of(new SetFile(GREETING, SetFile.JAR, yaml.getBytes(UTF_8)));

        assertThat(shown)
                .doesNotContain("in-the-")
                .contains("xxxxxx", "x=1", "id: greeting", "apiKey: \"{{my.key}}\"");
        assertThat(shown.lines()).hasSize((int) yaml.lines().count());
    }

    @Test
    void what_a_header_or_a_property_is_set_to_is_hidden_where_its_name_is_one_of_secrets() {
        String yaml =
                """
                - route:
                    from:
                      uri: timer:greeting
                      steps:
                        - setHeader:
                            name: Authorization
                            constant: Bearer in-the-clear
                        - setHeader:
                            name: X-Api-Key
                            expression:
                              constant:
                                expression: in-the-depths
                        - setHeaders:
                            headers:
                              - name: cookie
                                simple: "id=in-the-list; ${body}"
                        - setProperty:
                            name: accessToken
                            simple: "${header.token}"
                        - setHeader:
                            name: Authorization
                            simple: "Bearer {{my.token}}"
                        - setHeader:
                            name: Accept
                            constant: application/json
                """;

        String shown = ShownYaml.of(new SetFile(GREETING, SetFile.JAR, yaml.getBytes(UTF_8)));

        assertThat(shown)
                .doesNotContain("in-the-")
                .contains(
                        "name: Authorization",
                        "constant: xxxxxx",
                        "expression: xxxxxx",
                        "${header.token}",
                        "Bearer {{my.token}}",
                        "application/json");
        assertThat(shown.lines()).hasSize((int) yaml.lines().count());
    }

    @Test
    void whoever_may_only_look_presses_nothing() {
        Browser looks = operator(READ_TOKEN);

        assertThat(looks.get("/console/routes").html().select("main form")).isEmpty();
        assertThat(looks.post("/console/configurations/reload", Map.of()).status()).isEqualTo(403);
    }
}
