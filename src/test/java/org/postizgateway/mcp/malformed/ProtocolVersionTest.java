package org.postizgateway.mcp.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.cases.ReportedCase;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.StatelessPeer;

/** The header MCP-Protocol-Version decides the rules, and one that nobody speaks is refused. */
class ProtocolVersionTest {

    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";

    @AutoClose private static final McpTestServer SERVER = McpTestServer.serving();

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"})
    void of_the_handshake_revisions_is_served(String version) throws Exception {
        HttpReply reply = send(HttpRequest.post(LIST).with("MCP-Protocol-Version", version));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("result")).isEqualTo(Map.of("tools", List.of()));
    }

    @Test
    void may_be_left_out_as_clients_before_it_did() throws Exception {
        assertThat(send(HttpRequest.post(LIST)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1999-01-01", "2025-11-25, 2026-07-28", "draft", "' OR 1=1"})
    void that_is_unknown_is_400(String version) throws Exception {
        HttpReply reply = send(HttpRequest.post(LIST).with("MCP-Protocol-Version", version));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json()).containsKey("error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-a-version", "1900-01-01", ""})
    @ReportedCase("bad-version-header")
    void that_is_unknown_is_named_beside_those_that_are_known(String version) throws Exception {
        HttpReply reply = send(HttpRequest.post(LIST).with("MCP-Protocol-Version", version));

        assertThat(reply.errorCode()).isEqualTo(-32022);
        assertThat(reply.errorMessage())
                .contains("MCP-Protocol-Version", "'" + version + "'", "2025-11-25");
    }

    @Test
    @ReportedCase("bad-version-on-notification")
    void that_is_unknown_is_400_for_a_notification_too() throws Exception {
        String notification = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

        HttpReply reply =
                send(HttpRequest.post(notification).with("MCP-Protocol-Version", "not-a-version"));

        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    @ReportedCase("version-yet-to-come")
    void that_is_yet_to_come_is_negotiated_down_by_a_handshake() throws Exception {
        String initialize =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
                        + "\"protocolVersion\":\"2026-11-25\",\"capabilities\":{},"
                        + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";

        HttpReply reply =
                send(HttpRequest.post(initialize).with("MCP-Protocol-Version", "2026-11-25"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().toString()).contains("protocolVersion=2025-11-25");
    }

    @Test
    void that_is_unknown_in_header_and_body_is_400_with_those_that_are_known() throws Exception {
        HttpReply reply =
                send(
                        StatelessPeer.of(SERVER)
                                .with(StatelessPeer.META_VERSION, "2099-01-01")
                                .request(5, "tools/list", Map.of()));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32022);
        assertThat(reply.json()).containsEntry("id", 5);
        assertThat(((Map<?, ?>) reply.json().get("error")).get("data"))
                .isEqualTo(
                        Map.of(
                                "requested",
                                "2099-01-01",
                                "supported",
                                List.of(
                                        "2026-07-28",
                                        "2025-11-25",
                                        "2025-06-18",
                                        "2025-03-26",
                                        "2024-11-05")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void without_sessions_has_neither_GET_nor_DELETE(String method) throws Exception {
        HttpReply reply = send(HttpRequest.of(method).with("MCP-Protocol-Version", "2026-07-28"));

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).contains("POST");
    }

    private static HttpReply send(HttpRequest request) throws Exception {
        return HttpConnection.exchange(SERVER.port(), request);
    }
}
