package org.postizgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.ledger.Cluster.unique;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.ledger.media.MediaJobs;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A paid result is owed until its answer was written to the connection of a caller. */
@Timeout(60)
class OwedResultTest {

    private static final String TOOL = "generateVideoTool";

    /** More than the kernel keeps for a reader who does not read. */
    private static final String MEGABYTES_5 = "x".repeat(5 << 20);

    private static final FakePostiz POSTIZ = new FakePostiz();
    private static Gateway gateway;

    private final String tenant = unique("tenant");
    private final String prompt = unique("prompt");

    @AutoClose
    private final McpTestServer server =
            McpTestServer.serving(
                    routes -> routes.from("ai-tool:generate?description=x").process(this::generate),
                    routes -> routes.from("ai-tool:status?description=x").process(this::status));

    @BeforeAll
    static void start() {
        gateway = Gateway.on(Database.H2.freshUrl(), POSTIZ);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private void generate(Exchange exchange) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(McpConstants.ANSWERED, exchange.getProperty(McpConstants.ANSWERED));
        properties.put(McpConstants.CANCELLATION, exchange.getProperty(McpConstants.CANCELLATION));
        Exchange answer = gateway.call(TOOL, tenant, Map.of("content", prompt), properties).join();
        exchange.getMessage().setBody(large(answer.getMessage().getBody()));
    }

    private void status(Exchange exchange) {
        exchange.getMessage()
                .setBody(
                        large(
                                gateway.bean(MediaJobs.class)
                                        .answerStatus(
                                                exchange, tenant, row().get("id").toString())));
    }

    private static Map<String, Object> large(Object answer) {
        return Map.of("answer", answer, "more", MEGABYTES_5);
    }

    private HttpRequest call(String tool) {
        return StatelessPeer.of(server).request(1, "tools/call", Map.of("name", tool));
    }

    /** Begins to read the answer, and drops the connection. */
    private void lose(HttpRequest request) throws IOException {
        HttpConnection connection = HttpConnection.narrow(server.port()).send(request);
        connection.firstByte();
        connection.reset();
        await().until(() -> server.connections() == 0);
    }

    private Map<String, Object> row() {
        return gateway.sql()
                .sql("SELECT id, delivered FROM ledger_call WHERE tenant = :tenant")
                .param("tenant", tenant)
                .query()
                .singleRow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/event-stream"})
    void one_that_was_cut_off_is_given_again_and_not_paid_for_again(String accept)
            throws Exception {
        HttpRequest request = call("generate").with("Accept", accept);
        lose(request);
        String second = HttpConnection.exchange(server.port(), request).body();

        assertThat(second).hasSizeGreaterThan(5 << 20);
        assertThat(POSTIZ.received(prompt)).isOne();
        await().untilAsserted(() -> assertThat(row()).containsEntry("delivered", true));
    }

    @Test
    void one_that_was_read_is_owed_no_more() throws Exception {
        HttpConnection.exchange(server.port(), call("generate"));
        await().untilAsserted(() -> assertThat(row()).containsEntry("delivered", true));
        HttpConnection.exchange(server.port(), call("generate"));

        assertThat(POSTIZ.received(prompt)).isEqualTo(2);
    }

    @Test
    void a_status_that_was_cut_off_leaves_it_owed_and_one_that_was_read_does_not()
            throws Exception {
        lose(call("generate"));
        lose(call("status"));
        Map<String, Object> afterwards = row();
        HttpConnection.exchange(server.port(), call("status"));

        assertThat(afterwards).containsEntry("delivered", false);
        await().untilAsserted(() -> assertThat(row()).containsEntry("delivered", true));
    }

    @Test
    void one_that_nobody_could_tell_of_is_owed() {
        CompletableFuture<Boolean> answered = new CompletableFuture<>();
        gateway.call(
                        TOOL,
                        tenant,
                        Map.of("content", prompt),
                        Map.of(CallProperties.ANSWERED, answered))
                .join();
        Map<String, Object> unknown = row();
        answered.complete(true);

        assertThat(unknown).containsEntry("delivered", false);
        await().untilAsserted(() -> assertThat(row()).containsEntry("delivered", true));
    }
}
