package org.postizgateway.mcp.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.StatelessPeer;
import org.slf4j.LoggerFactory;

/**
 * Spoiled requests over real connections: no answer of 500 or more, none that is neither JSON nor
 * events, none that shows the inside, no error in the log, and nothing left behind. The system
 * property {@code fuzz.requests} says how many.
 */
@Tag("alone")
class FuzzTest {

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 5_000);
    private static final int CONNECTIONS = REQUESTS / 10;
    private static final int BATCHES = 50;
    private static final int CALLERS = 4;
    private static final int MAX_SESSIONS = 100;
    private static final long MAX_GROWTH_BYTES = 64L << 20;
    private static final int MAX_THREADS = 60;

    private static final ListAppender<ILoggingEvent> ERRORS = new ListAppender<>();

    private static McpTestServer server;
    private static ExecutorService callers;
    private static int threadsBefore;
    private static long bytesBefore;

    @BeforeContainer
    static void start() throws Exception {
        ThresholdFilter filter = new ThresholdFilter();
        filter.setLevel("ERROR");
        filter.start();
        ERRORS.addFilter(filter);
        ERRORS.start();
        rootLogger().addAppender(ERRORS);
        threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
        callers = Executors.newFixedThreadPool(CALLERS);
        server =
                McpTestServer.at(
                        "mcp-server:test?clientRequestTimeout=20&keepAliveInterval=1000&maxSessions="
                                + MAX_SESSIONS,
                        routes ->
                                routes.from(
                                                "ai-tool:weather?description=x&argSchema={\"type\":\"object\","
                                                        + "\"properties\":{\"city\":{\"type\":\"string\"},"
                                                        + "\"region\":{\"type\":\"string\",\"x-mcp-header\":\"Region\"}}}")
                                        .to("mcp-client:progress?progress=1")
                                        .setBody(e -> Map.of("echo", e.getMessage().getBody())),
                        routes ->
                                routes.from("ai-tool:ask?description=x")
                                        .to(
                                                "mcp-client:elicit?key=q&message=m&requestedSchema={\"type\":\"object\"}")
                                        .setBody(routes.simple("${body[action]}")),
                        routes ->
                                routes.from("ai-tool:slow?description=x&taskSupport=optional")
                                        .to("mcp-client:log?level=info&message=m")
                                        .setBody(routes.constant("done")),
                        routes ->
                                routes.from("ai-resource:page?resourceUri=test://{book}/{page}")
                                        .setBody(routes.simple("${header.book}")),
                        routes ->
                                routes.from(
                                                "ai-prompt:plan?argument.topic=x&argument.topic.complete=cats")
                                        .setBody(routes.simple("${header.topic}")));
        bytesBefore = usedBytes();
    }

    @Property(tries = BATCHES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void no_request_breaks_the_server(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Queue<HttpRequest> requests = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < REQUESTS / BATCHES; i++) {
            requests.add(HostileRequests.next(random));
        }
        List<Future<?>> sending = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            HostileCaller caller = new HostileCaller(server);
            sending.add(
                    callers.submit(
                            () -> {
                                caller.send(requests);
                                return null;
                            }));
        }
        for (Future<?> done : sending) {
            done.get();
        }
    }

    @Property(tries = BATCHES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void no_bytes_break_the_server(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < CONNECTIONS / BATCHES; i++) {
            String request = HostileRequests.next(random).text();
            try (HttpConnection connection = new HttpConnection(server.port())) {
                connection.send(HostileText.spoiled(request, random));
                connection.finishSending();
                connection.awaitHangUp();
            }
        }
    }

    @Property(tries = BATCHES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void no_request_that_stops_breaks_the_server(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < CONNECTIONS / BATCHES; i++) {
            String request = HostileRequests.next(random).text();
            String beginning = request.substring(0, random.nextInt(request.length()));
            try (HttpConnection connection = new HttpConnection(server.port())) {
                connection.send(beginning.getBytes(StandardCharsets.ISO_8859_1));
                switch (random.nextInt(3)) {
                    case 0 -> {
                        connection.finishSending();
                        connection.awaitHangUp();
                    }
                    case 1 -> connection.reset();
                    default -> connection.close();
                }
            }
        }
        await().until(() -> server.connections() == 0);
    }

    @Property(tries = BATCHES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void no_request_is_taken_for_two(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < CONNECTIONS / BATCHES; i++) {
            String request = HostileFraming.next(random);
            try (HttpConnection connection = new HttpConnection(server.port())) {
                connection.send(request.getBytes(StandardCharsets.ISO_8859_1));
                connection.finishSending();

                assertThat(HostileFraming.statuses(connection.toEnd()))
                        .as(request)
                        .hasSizeLessThanOrEqualTo(1)
                        .allMatch(status -> status < 500 || status == 501 || status == 505);
            }
        }
    }

    @AfterProperty
    void nothing_is_left_behind() throws Exception {
        await().until(() -> server.context().getInflightRepository().size() == 0);
        assertThat(ERRORS.list).isEmpty();
        assertThat(server.endpoint().getSessionCount()).isLessThanOrEqualTo(MAX_SESSIONS);
        assertThat(StatelessPeer.of(server).result("tools/list", Map.of())).containsKey("tools");
        assertThat(usedBytes() - bytesBefore).isLessThan(MAX_GROWTH_BYTES);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore)
                .isLessThan(MAX_THREADS);
    }

    @AfterContainer
    static void stop() {
        rootLogger().detachAppender(ERRORS);
        server.close();
        callers.shutdownNow();
    }

    private static Logger rootLogger() {
        return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
