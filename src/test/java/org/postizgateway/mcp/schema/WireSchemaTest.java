package org.postizgateway.mcp.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/**
 * Everything that the server says is valid by the official schema of the revision it says it in.
 */
@EnabledIf(
        value = "org.postizgateway.mcp.schema.OfficialSchema#isThere",
        disabledReason =
                "The official MCP schemas are not beside the checkout; MCP_SCHEMA_DIR says where"
                        + " they are")
class WireSchemaTest {

    private static final Map<String, Object> CAPABLE =
            Map.of("sampling", Map.of(), "elicitation", Map.of(), "roots", Map.of());
    private static final Map<String, Map<String, Object>> ANSWERS =
            Map.of(
                    "sampling/createMessage",
                    Map.of(
                            "role", "assistant",
                            "model", "m",
                            "content", Map.of("type", "text", "text", "t")),
                    "elicitation/create",
                    Map.of("action", "accept", "content", Map.of("a", "b")),
                    "roots/list",
                    Map.of("roots", List.of()));

    private static McpTestServer server;
    private static List<OfficialSchema> handshake;
    private static OfficialSchema stateless;

    @BeforeAll
    static void start() {
        handshake = List.of(new OfficialSchema("2025-11-25"), new OfficialSchema("2025-06-18"));
        stateless = new OfficialSchema("2026-07-28");
        server = McpTestServer.at("mcp-server:test?pageSize=3&instructions=x");
        try {
            server.context().addRoutes(new SpeakingRoutes());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "tools/list               | {}",
                "tools/list               | {\"cursor\":\"bogus\"}",
                "tools/call               | {\"name\":\"structured\",\"arguments\":{\"a\":\"b\"}}",
                "tools/call               | {\"name\":\"structured\"}",
                "tools/call               | {\"name\":\"list\"}",
                "tools/call               | {\"name\":\"image\"}",
                "tools/call               | {\"name\":\"blocks\"}",
                "tools/call               | {\"name\":\"fail\"}",
                "tools/call               | {\"name\":\"crash\"}",
                "tools/call               | {\"name\":\"ask\"}",
                "tools/call               | {\"name\":\"talk\",\"_meta\":{\"progressToken\":\"p\"}}",
                "tools/call               | {\"name\":\"unknown\"}",
                "tools/call               | {}",
                "resources/list           | {}",
                "resources/templates/list | {}",
                "resources/read           | {\"uri\":\"test://text\"}",
                "resources/read           | {\"uri\":\"test://bytes\"}",
                "resources/read           | {\"uri\":\"test://a\"}",
                "resources/read           | {\"uri\":\"unknown\"}",
                "prompts/list             | {}",
                "prompts/get              | {\"name\":\"plan\",\"arguments\":{\"a\":\"b\"}}",
                "prompts/get              | {\"name\":\"plan\"}",
                "completion/complete      | {\"ref\":{\"type\":\"ref/prompt\",\"name\":\"plan\"},\"argument\":{\"name\":\"a\",\"value\":\"x\"}}",
                "logging/setLevel         | {\"level\":\"info\"}",
                "logging/setLevel         | {\"level\":\"loud\"}",
                "resources/subscribe      | {\"uri\":\"test://text\"}",
                "ping                     | {}",
                "server/discover          | {}",
                "unknown/method           | {}"
            })
    void answers_are_valid(String method, String json) throws Exception {
        Map<String, Object> params = Json.object(json);
        Map<String, Object> withoutMeta = new HashMap<>(params);
        StatelessPeer peer = StatelessPeer.of(server).with(StatelessPeer.META_LOG_LEVEL, "debug");
        if (withoutMeta.remove("_meta") != null) {
            peer = peer.with("progressToken", "p");
        }

        try (MessageStream inSession = HandshakePeer.begin(server).call(method, params);
                MessageStream alone = peer.call(method, withoutMeta)) {
            for (Map<String, Object> message : inSession.toEnd()) {
                assertValidInSession(method, message);
            }
            for (Map<String, Object> message : alone.toEnd()) {
                assertValidAlone(method, message);
            }
        }
    }

    @Test
    void initialize_is_valid() throws Exception {
        HttpReply reply =
                HttpConnection.exchange(
                        server.port(),
                        HttpRequest.post(
                                Json.write(
                                        HandshakePeer.request(
                                                1,
                                                "initialize",
                                                HandshakePeer.initialize(Map.of())))));

        assertValidInSession("initialize", reply.json());
    }

    @Test
    void questions_in_mid_call_are_valid() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(server, Optional.empty(), CAPABLE);
        try (MessageStream call = peer.callTool("ask", Map.of())) {
            Map<String, Object> message = call.next();
            while (message.containsKey("method")) {
                assertValidInSession("tools/call", message);
                peer.answer(message.get("id"), ANSWERS.get(message.get("method")));
                message = call.next();
            }

            assertValidInSession("tools/call", message);
            assertThat(call.received()).hasSize(4);
        }
    }

    @Test
    void questions_in_rounds_are_valid() throws Exception {
        StatelessPeer peer = StatelessPeer.of(server).capable(CAPABLE);
        Map<String, Object> answers = new HashMap<>();
        for (String key : List.of("s", "e", "r")) {
            try (MessageStream call =
                    peer.call("tools/call", Map.of("name", "ask", "inputResponses", answers))) {
                Map<String, Object> message = call.next();

                assertValidAlone("tools/call", message);
                Map<?, ?> asked =
                        (Map<?, ?>) ((Map<?, ?>) message.get("result")).get("inputRequests");
                answers.put(key, ANSWERS.get(((Map<?, ?>) asked.get(key)).get("method")));
            }
        }
    }

    @Test
    void what_the_server_says_first_is_valid() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(server);
        peer.result("resources/subscribe", Map.of("uri", "test://text"));
        Map<String, Object> everything =
                Map.of(
                        "toolsListChanged", true,
                        "promptsListChanged", true,
                        "resourcesListChanged", true,
                        "resourceSubscriptions", List.of("test://text"));
        try (MessageStream listening = peer.listen();
                MessageStream subscription =
                        StatelessPeer.of(server)
                                .call(
                                        "subscriptions/listen",
                                        Map.of("notifications", everything))) {
            next(subscription, "notifications/subscriptions/acknowledged");
            server.context().createFluentProducerTemplate().to("direct:change").send();
            server.context().addRoutes(new LateRoutes());

            assertValidInSession("", next(listening, "notifications/resources/updated"));
            assertValidInSession("", next(listening, "notifications/tools/list_changed"));
            assertValidInSession("", next(listening, "notifications/prompts/list_changed"));
            assertValidInSession("", next(listening, "notifications/resources/list_changed"));
            next(subscription, "notifications/resources/updated");
            next(subscription, "notifications/tools/list_changed");
            next(subscription, "notifications/prompts/list_changed");
            next(subscription, "notifications/resources/list_changed");
            subscription
                    .received()
                    .forEach(message -> assertValidAlone("subscriptions/listen", message));
            assertThat(subscription.received()).hasSizeGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void refusals_are_valid() throws Exception {
        HttpRequest good = StatelessPeer.of(server).request(1, "tools/list", Map.of());
        for (HttpRequest bad :
                List.of(
                        good.with("Mcp-Method", "x"),
                        good.with("Accept", "text/html"),
                        good.with("Content-Type", "text/plain"),
                        StatelessPeer.of(server)
                                .with(StatelessPeer.META_VERSION, "2099-01-01")
                                .request(1, "tools/list", Map.of()),
                        StatelessPeer.of(server).request(1, "tools/call", Map.of("name", "ask")),
                        HttpRequest.post("{").with("MCP-Protocol-Version", "2026-07-28"),
                        HttpRequest.post("[]").with("MCP-Protocol-Version", "2026-07-28"))) {
            HttpReply reply = HttpConnection.exchange(server.port(), bad);

            assertThat(reply.status()).isBetween(400, 499);
            assertValidAlone("tools/list", reply.json());
        }
    }

    @Test
    void the_check_can_fail() {
        assertThat(
                        stateless.violations(
                                "tools/list",
                                Json.object(
                                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[]}}")))
                .isNotEmpty();
        assertThat(
                        handshake
                                .get(0)
                                .violations(
                                        "tools/call",
                                        Json.object(
                                                "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":1,\"message\":\"m\"}}")))
                .isNotEmpty();
    }

    /** The first message of a method, in whatever order they come. */
    private static Map<String, Object> next(MessageStream stream, String method)
            throws IOException {
        for (Map<String, Object> message : stream.received()) {
            if (method.equals(message.get("method"))) {
                return message;
            }
        }
        Map<String, Object> message = stream.next();
        while (!method.equals(message.get("method"))) {
            message = stream.next();
        }
        return message;
    }

    private static void assertValidInSession(String method, Map<String, Object> message) {
        for (OfficialSchema schema : handshake) {
            assertThat(schema.violations(method, message)).as("%s", message).isEmpty();
        }
    }

    private static void assertValidAlone(String method, Map<String, Object> message) {
        assertThat(stateless.violations(method, message)).as("%s", message).isEmpty();
    }

    /** Comes while others listen. */
    private static final class LateRoutes extends org.apache.camel.builder.RouteBuilder {
        @Override
        public void configure() {
            from("ai-tool:late?description=x").log("called");
            from("ai-prompt:late").log("called");
            from("ai-resource:late?resourceUri=test://late").log("called");
        }
    }
}
