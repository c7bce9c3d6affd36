package org.postizgateway.ledger;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.ledger.deadletter.DeadLetter;
import org.postizgateway.outcome.Reason;

/** A process that is killed between Postiz's work and its own bookkeeping, on H2 in a file. */
@Tag("alone")
class KillTest {

    private final AtomicInteger creates = new AtomicInteger();
    private HttpServer postiz;
    @TempDir private Path directory;

    @BeforeEach
    void startPostiz() throws Exception {
        postiz = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        postiz.createContext(
                "/",
                http -> {
                    if (http.getRequestMethod().equals("POST")) {
                        creates.incrementAndGet();
                    }
                    http.sendResponseHeaders(201, -1);
                    http.close();
                });
        postiz.start();
    }

    @AfterEach
    void stopPostiz() {
        postiz.stop(0);
    }

    private String ledger() {
        return "jdbc:h2:file:" + directory.resolve("ledger");
    }

    private void callAndDie(String tool, String content) throws Exception {
        Process gateway =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledGateway.class.getName(),
                                ledger(),
                                "http://localhost:" + postiz.getAddress().getPort() + "/",
                                tool,
                                content)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve(tool + ".log").toFile())
                        .start();
        assertThat(gateway.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(gateway.exitValue()).isEqualTo(137);
        assertThat(creates).hasValue(1);
    }

    @Test
    void the_next_identical_call_finds_what_was_created() throws Exception {
        callAndDie("schedulePostTool", "post");
        FakePostiz restarted = new FakePostiz();
        restarted.whenLookedUp(
                "post", List.of(Map.of("outcome", "created", "result", Map.of("postId", "found"))));
        try (Gateway gateway = Gateway.on(ledger(), restarted)) {
            Exchange answer = gateway.call("schedulePostTool", "tenant", "post");

            assertThat(answer.getMessage().getBody()).isEqualTo(Map.of("postId", "found"));
            assertThat(answer.getProperty(CallProperties.REPEATED)).isEqualTo(true);
            assertThat(restarted.received("post")).isZero();
        }
    }

    @Test
    void a_generation_becomes_a_dead_letter_and_the_same_prompt_is_told_of_it() throws Exception {
        callAndDie("generateVideoTool", "prompt");
        FakePostiz restarted = new FakePostiz();
        try (Gateway gateway = Gateway.on(ledger(), restarted)) {
            Exchange answer = gateway.call("generateVideoTool", "tenant", "prompt");

            assertThat(((LedgerException) answer.getException()).reason())
                    .isEqualTo(Reason.OUTCOME_UNKNOWN);
            assertThat(restarted.received("prompt")).isZero();
            await().atMost(ofSeconds(5)).until(() -> !letters(gateway).isEmpty());
            assertThat(letters(gateway).get(0).reason()).isEqualTo(Reason.OUTCOME_UNKNOWN);
        }
    }

    private static List<DeadLetter> letters(Gateway gateway) {
        return DeadLetterQueries.of(gateway, "tenant");
    }
}
