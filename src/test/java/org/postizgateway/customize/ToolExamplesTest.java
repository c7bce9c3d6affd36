package org.postizgateway.customize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.Json;
import org.postizgateway.sandbox.web.Operation;
import org.postizgateway.security.credential.Tenants;

/** The examples of docs/customize that change or add tools, each laid into a running gateway. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ToolExamplesTest {

    private static final String SHOP = "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1";
    private static final String POST =
            """
            {"socialPost": [{"integrationId": "cmsbmastodon0000000000012", "type": "schedule",
            "date": "2031-12-15T10:00:00Z", "postsAndComments": [{"content": "%s"}]}]}
            """;

    @TempDir private static Path temporary;
    private static Neighbour neighbour;
    private static ExampleGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        neighbour =
                new Neighbour()
                        .at(
                                "/customers",
                                asked ->
                                        switch (asked.path()) {
                                            case "/customers/42" ->
                                                    json(
                                                            200,
                                                            "{\"name\": \"Ada\", \"quotable\": true}");
                                            case "/customers/43" -> json(404, "{}");
                                            case "/customers/lost" -> null;
                                            default -> json(500, "{}");
                                        })
                        .at("/hook", asked -> json(200, "{}"))
                        .at(
                                "/v1",
                                asked ->
                                        json(
                                                200,
                                                "{\"data\": [%s]}"
                                                        .formatted(
                                                                asked.body().contains("address")
                                                                        ? drawnAtAnAddress()
                                                                        : drawnInTheAnswer())));
        gateway =
                new ExampleGateway(
                        Files.createDirectory(temporary.resolve("gateway")),
                        List.of(
                                "--gateway.config-watch=false",
                                "--policies.read.delay=1",
                                "--postiz.upload.allowed-hosts=127.0.0.1",
                                "--CRM_URL=" + neighbour.url(),
                                "--CRM_TOKEN=crm-secret",
                                "--SHOP_JDBC_URL=" + SHOP,
                                "--SHOP_USER=",
                                "--TEAM_WEBHOOK=" + neighbour.url() + "/hook",
                                "--IMAGES_URL=" + neighbour.url() + "/v1",
                                "--IMAGES_API_KEY=image-secret"));
    }

    private static String drawnAtAnAddress() {
        return "{\"url\": \"%s/examples/drawn.png\"}".formatted(gateway.sandbox().baseUrl());
    }

    /** Larger than what a caller can send. */
    private static String drawnInTheAnswer() {
        byte[] picture = new byte[2 * 1024 * 1024];
        byte[] begin = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
        System.arraycopy(begin, 0, picture, 0, begin.length);
        return "{\"b64_json\": \"%s\"}".formatted(Base64.getEncoder().encodeToString(picture));
    }

    private static Neighbour.Reply json(int status, String body) {
        return new Neighbour.Reply(status, "application/json", body);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        neighbour.close();
    }

    @Test
    void rewords_a_tool() throws Exception {
        gateway.lay("reword");

        assertThat(gateway.rpc("/mcp", "tools/list", "{}").toString())
                .contains("Never mix channels of two clients");
        assertThat(gateway.succeed("groupList", "{}").path("output")).isNotEmpty();
    }

    @Test
    void changes_a_schema() throws Exception {
        gateway.lay("schema");

        assertThat(gateway.fail("generateImageTool", "{\"prompt\": \"a fox\"}")).contains("style");
        gateway.succeed("generateImageTool", "{\"prompt\": \"a fox\", \"style\": \"drawn\"}");
        assertThat(gateway.sandbox().media().all())
                .singleElement()
                .satisfies(
                        picture ->
                                assertThat(picture.prompt()).hasValue("In our drawn style: a fox"));
    }

    @Test
    void adds_a_tool_that_calls_an_http_service() throws Exception {
        gateway.lay("http-service");

        assertThat(gateway.succeed("customerLookup", "{\"id\": \"42\"}").path("name").asText())
                .isEqualTo("Ada");
        assertThat(gateway.fail("customerLookup", "{\"id\": \"43\"}"))
                .isEqualTo("There is no customer 43.");
        assertThat(gateway.fail("customerLookup", "{\"id\": \"../admin\"}")).contains("id");
        assertThat(gateway.fail("customerLookup", "{\"id\": \"broken\"}"))
                .startsWith("Another service that this tool needs answered with HTTP 500.");
        assertThat(neighbour.asked("/customers"))
                .hasSize(5)
                .allSatisfy(
                        asked -> assertThat(asked.authorization()).isEqualTo("Bearer crm-secret"));
        assertThat(gateway.fail("customerLookup", "{\"id\": \"lost\"}"))
                .startsWith("The connection to another service that this tool needs broke");
    }

    @Test
    void adds_a_tool_that_asks_a_database() throws Exception {
        try (Connection shop = DriverManager.getConnection(SHOP)) {
            shop.createStatement()
                    .execute("CREATE TABLE product (name VARCHAR, price DECIMAL(9, 2))");
            shop.createStatement()
                    .execute("INSERT INTO product VALUES ('Red Fox', 12.50), ('Owl', 9)");
        }
        gateway.lay("sql-database");

        JsonNode products = gateway.succeed("productFacts", "{\"word\": \"fox\"}");

        assertThat(products.toString())
                .isEqualTo("{\"products\":[{\"name\":\"Red Fox\",\"price\":12.5}]}");
        assertThat(gateway.succeed("productFacts", "{\"word\": \"' OR '1'='1\"}").path("products"))
                .isEmpty();
    }

    @Test
    void asks_before_it_publishes() throws Exception {
        gateway.lay("approval");
        String params =
                """
                {"name": "schedulePostTool", "arguments": %s, %s"_meta": {
                "io.modelcontextprotocol/protocolVersion": "2026-07-28",
                "io.modelcontextprotocol/clientCapabilities": {"elicitation": {}}}}
                """;

        JsonNode asked = stateless(params.formatted(POST.formatted("Approved"), ""));
        assertThat(asked.at("/inputRequests/approval/params/message").asText())
                .as(asked.toString())
                .isEqualTo("Do you agree to what will be published?");
        assertThat(gateway.sandbox().posts().all()).isEmpty();
        JsonNode declined =
                stateless(params.formatted(POST.formatted("Approved"), answer(asked, "decline")));
        assertThat(declined.at("/content/0/text").asText()).startsWith("The user did not agree");
        assertThat(gateway.sandbox().posts().all()).isEmpty();
        JsonNode accepted =
                stateless(params.formatted(POST.formatted("Approved"), answer(asked, "accept")));
        assertThat(accepted.path("isError").asBoolean()).as(accepted.toString()).isFalse();
        assertThat(gateway.sandbox().posts().all()).hasSize(1);

        String draft = POST.formatted("A draft").replace("schedule", "draft");
        gateway.succeed("schedulePostTool", draft);
        assertThat(gateway.fail("schedulePostTool", POST.formatted("Nobody to ask"))).isNotEmpty();
        assertThat(gateway.sandbox().posts().all()).hasSize(2);

        String id = gateway.sandbox().posts().all().get(0).id();
        for (String[] call :
                new String[][] {
                    {"postStatusTool", "{\"ids\": [\"%s\"], \"status\": \"scheduled\"}"},
                    {"editPostTool", "{\"id\": \"%s\", \"content\": \"Other words\"}"},
                    {"reschedulePostTool", "{\"ids\": [\"%s\"], \"shiftMinutes\": 5}"},
                }) {
            assertThat(gateway.fail(call[0], call[1].formatted(id)))
                    .as(call[0])
                    .contains("needs a client that supports elicitation");
        }
    }

    private static String answer(JsonNode asked, String action) {
        return "\"requestState\": %s, \"inputResponses\": {\"approval\": {\"action\": \"%s\"%s}}, "
                .formatted(
                        asked.path("requestState"),
                        action,
                        action.equals("accept") ? ", \"content\": {\"by\": \"Ada\"}" : "");
    }

    private static JsonNode stateless(String params) throws Exception {
        String body =
                gateway.post(
                                "/mcp",
                                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": "
                                        + params
                                        + "}",
                                "MCP-Protocol-Version",
                                "2026-07-28",
                                "Mcp-Method",
                                "tools/call",
                                "Mcp-Name",
                                "schedulePostTool")
                        .body();
        JsonNode message =
                ExampleGateway.JSON.readTree(body.replaceFirst("(?ms)\\A.*^data: ?", ""));
        assertThat(message.has("result")).as(body).isTrue();
        return message.path("result");
    }

    @Test
    void parks_posts_as_drafts_and_tells_the_team() throws Exception {
        gateway.lay("park-as-draft");

        gateway.succeed(
                "schedulePostTool", POST.formatted("Parked").replace("\"schedule\"", "\"now\""));

        assertThat(gateway.sandbox().posts().all())
                .singleElement()
                .satisfies(post -> assertThat(post.state().name()).isEqualTo("DRAFT"));
        String id = gateway.sandbox().posts().all().get(0).id();
        assertThat(
                        gateway.fail(
                                "postStatusTool",
                                "{\"ids\": [\"%s\"], \"status\": \"scheduled\"}".formatted(id)))
                .contains("Here people publish posts");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(neighbour.asked("/hook"))
                                        .anySatisfy(
                                                asked ->
                                                        assertThat(asked.body())
                                                                .contains("drafts that wait")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a \"fox\" at an address", "a \"fox\" in the answer"})
    void draws_with_another_provider(String prompt) throws Exception {
        gateway.lay("image-provider");
        int before = neighbour.asked("/v1").size();

        JsonNode picture =
                gateway.succeed("generateImageTool", Json.write(Map.of("prompt", prompt)));

        assertThat(gateway.sandbox().media().all())
                .extracting(stored -> stored.path())
                .containsExactly(picture.path("path").asText());
        assertThat(neighbour.asked("/v1"))
                .hasSize(before + 1)
                .last()
                .satisfies(
                        asked -> {
                            assertThat(asked.authorization()).isEqualTo("Bearer image-secret");
                            assertThat(asked.body()).contains(Json.write(prompt), "gpt-image-1");
                        });
        assertThat(gateway.sandbox().requests().count(Operation.MCP_GENERATE_IMAGE)).isZero();
    }

    @Test
    void gives_one_organization_fewer_calls() throws Exception {
        gateway.lay("tenant-limit");
        String tenant = gateway.bean(Tenants.class).ask("sandbox-key").hash();
        gateway.write(
                "application.yaml",
                "limited: {tenant: \"%s\", calls: 1, period: 600000}".formatted(tenant));

        gateway.succeed("schedulePostTool", POST.formatted("The first"));

        assertThat(gateway.fail("schedulePostTool", POST.formatted("The second")))
                .startsWith("Nothing was created. Your organization has made the 1 calls");
        assertThat(gateway.sandbox().requests().count(Operation.CREATE_POST)).isEqualTo(1);
    }
}
