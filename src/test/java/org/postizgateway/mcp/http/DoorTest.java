package org.postizgateway.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.cases.ReportedCase;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.StatelessPeer;
import org.slf4j.LoggerFactory;

/** What happens to requests that find the door's threads busy, the door closed, or broken. */
class DoorTest {

    private static final HttpRequest PING =
            HttpRequest.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");

    @Test
    void a_request_for_which_there_is_no_thread_is_told_to_come_back() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new SynchronousQueue<>());
        try (McpTestServer server =
                        McpTestServer.on(
                                one,
                                routes ->
                                        routes.from("platform-http:/busy")
                                                .process(e -> entered.countDown())
                                                .process(e -> gate.await())
                                                .setBody(routes.constant("done")));
                HttpConnection busy = new HttpConnection(server.port())) {
            busy.send(HttpRequest.of("GET").to("/busy"));
            entered.await();

            HttpReply reply = HttpConnection.exchange(server.port(), PING);
            gate.countDown();

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("Retry-After")).contains("1");
            assertThat(reply.errorMessage()).contains("retry");
            assertThat(busy.reply().body()).isEqualTo("done");
        }
    }

    @Test
    void calls_of_one_caller_that_take_long_leave_threads_to_another() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (McpTestServer server =
                McpTestServer.serving(
                        routes ->
                                routes.from("ai-tool:slow?description=x")
                                        .process(e -> gate.await())
                                        .setBody(routes.constant("done")))) {
            HttpRequest slow =
                    StatelessPeer.of(server)
                            .as("greedy")
                            .request(1, "tools/call", Map.of("name", "slow"))
                            .with("Accept", "application/json");
            List<HttpConnection> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                calls.add(new HttpConnection(server.port()).send(slow));
            }
            await().until(() -> server.exceeded().contains("caller-calls"));

            HttpReply good =
                    HttpConnection.exchange(server.port(), PING.with(McpTestServer.CALLER, "good"));
            gate.countDown();

            assertThat(good.status()).isEqualTo(200);
            int served = 0;
            for (HttpConnection call : calls) {
                HttpReply reply = call.reply();
                assertThat(reply.status()).isIn(200, 429);
                served += reply.status() == 200 ? 1 : 0;
                call.close();
            }
            assertThat(served).as("those that ran and those that waited").isEqualTo(4 + 8);
        }
    }

    @Test
    void a_suspended_door_tells_to_come_back_until_it_is_resumed() throws Exception {
        try (McpTestServer server = McpTestServer.serving()) {
            server.context().getRouteController().suspendRoute("door");
            assertThat(HttpConnection.exchange(server.port(), PING).status()).isEqualTo(503);

            server.context().getRouteController().resumeRoute("door");
            assertThat(HttpConnection.exchange(server.port(), PING).status()).isEqualTo(200);
        }
    }

    @Test
    void a_door_that_breaks_shows_nothing_of_the_inside() throws Exception {
        try (McpTestServer server =
                McpTestServer.serving(
                        routes ->
                                routes.from("platform-http:/broken")
                                        .throwException(IllegalStateException.class, "hunter2"))) {
            HttpReply reply =
                    HttpConnection.exchange(server.port(), HttpRequest.of("GET").to("/broken"));

            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.body()).isEqualTo("{\"error\":\"internal_error\"}");
        }
    }

    @Test
    @Timeout(20)
    void a_door_whose_answer_cannot_be_written_answers_all_the_same() throws Exception {
        try (McpTestServer server =
                McpTestServer.serving(
                        routes -> {
                            routes.from("platform-http:/map")
                                    .setHeader("X-Note", routes.constant("kept back"))
                                    .process(e -> e.getMessage().setBody(Map.of("a", 1)));
                            routes.from("platform-http:/header")
                                    .process(e -> e.getMessage().setHeader("X-Note", "two\nlines"));
                            routes.from("platform-http:/status")
                                    .setHeader("CamelHttpResponseCode", routes.constant("ok"));
                        })) {
            for (String path : List.of("/map", "/header", "/status")) {
                HttpReply reply =
                        HttpConnection.exchange(server.port(), HttpRequest.of("GET").to(path));

                assertThat(reply.status()).as(path).isEqualTo(500);
                assertThat(reply.body()).isEqualTo("{\"error\":\"internal_error\"}");
                assertThat(reply.header("X-Note")).isEmpty();
            }
        }
    }

    @Test
    void a_request_that_comes_before_the_first_door_is_open_is_told_to_come_back()
            throws Exception {
        VertxPlatformHttpServerConfiguration configuration =
                new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(0);
        StrictHttpServer server =
                new StrictHttpServer(configuration, McpTestServer.limits(), limit -> {});
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addService(server);
            context.start();

            HttpReply reply = HttpConnection.exchange(server.getPort(), PING);

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("Retry-After")).contains("1");
            assertThat(reply.errorMessage()).contains("starting");
        }
    }

    @Test
    void a_path_at_which_there_is_nothing_is_told_in_json() throws Exception {
        try (McpTestServer server = McpTestServer.serving()) {
            HttpReply reply = HttpConnection.exchange(server.port(), PING.to("/mpc"));

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.header("Content-Type")).contains("application/json");
            assertThat(reply.json())
                    .containsEntry("error_description", "Nothing is served at this path");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,/sse", "POST,/sse", "POST,/messages?sessionId=1", "POST,/api/message"})
    @ReportedCase("legacy-sse-path")
    void who_looks_for_the_older_transport_is_told_of_streamable_http_and_the_door(
            String method, String path) throws Exception {
        try (McpTestServer server = McpTestServer.serving()) {
            HttpReply reply =
                    HttpConnection.exchange(server.port(), HttpRequest.of(method).to(path));

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.json().get("error_description"))
                    .asString()
                    .contains("HTTP+SSE is not served", "streamable HTTP", "its URL to /mcp");
        }
    }

    @Test
    void a_request_without_a_host_is_400() throws Exception {
        try (McpTestServer server = McpTestServer.serving()) {
            HttpReply reply = HttpConnection.exchange(server.port(), PING.without("Host"));

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.errorCode()).isEqualTo(-32600);
        }
    }

    @Test
    void what_callers_get_wrong_is_no_error_in_the_log() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger("io.vertx");
        logger.addAppender(log);
        try (McpTestServer server = McpTestServer.serving()) {
            try (HttpConnection abandoned = new HttpConnection(server.port())) {
                abandoned.send(PING.with("Content-Length", "1000"));
                abandoned.finishSending();
                abandoned.awaitHangUp();
            }
            HttpConnection.exchange(server.port(), PING.without("Host"));
            HttpConnection.exchange(server.port(), PING.to("/mcp?key=%zz"));
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list).filteredOn(event -> event.getLevel() == Level.ERROR).isEmpty();
    }

    @Test
    void a_query_that_cannot_be_decoded_is_400() throws Exception {
        try (McpTestServer server = McpTestServer.serving()) {
            HttpReply reply = HttpConnection.exchange(server.port(), PING.to("/mcp?key=%zz"));

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).doesNotContain("%zz");
        }
    }
}
