package org.postizgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;

/** Faults whose callers wait: for an answer, for its end, for a queue. */
class HangingFaultsTest extends CreatesOverSockets {

    @Test
    void silence_lasts_until_the_caller_gives_up() {
        sandbox.faults().add(FaultRule.of(Fault.SILENCE).afterwards());

        assertThatThrownBy(FaultsTest::createOverSocket).isInstanceOf(SocketTimeoutException.class);
        assertThat(sandbox.posts().all()).hasSize(1);
    }

    @Test
    void a_hanging_create_is_carried_out_though_its_caller_left() {
        sandbox.faults().add(FaultRule.of(Fault.HANG).pausing(Duration.ofMillis(600)));

        assertThatThrownBy(() -> createOverSocket(Duration.ofMillis(100)))
                .isInstanceOf(SocketTimeoutException.class);

        assertThat(sandbox.posts().all()).isEmpty();
        await().untilAsserted(() -> assertThat(sandbox.posts().all()).hasSize(1));
    }

    @Test
    void a_create_that_hangs_is_answered_to_whoever_stayed() throws Exception {
        sandbox.faults().add(FaultRule.of(Fault.HANG).pausing(Duration.ofMillis(200)));
        sandbox.faults().add(FaultRule.of(Fault.HANG).pausing(Duration.ofMillis(200)).afterwards());

        assertThat(create().statusCode()).isEqualTo(201);
        assertThat(create().body()).startsWith("[{\"postId\"");
        assertThat(sandbox.posts().all()).hasSize(2);
    }

    @Test
    void a_reset_of_the_sandbox_drops_what_hangs() throws Exception {
        sandbox.faults().add(FaultRule.of(Fault.HANG).pausing(Duration.ofMinutes(5)));
        CompletableFuture<String> answer = inBackground(FaultsTest::createOverSocket);
        await().until(() -> sandbox.faults().pending().isEmpty());

        sandbox.reset();

        assertThat(answer.get(5, TimeUnit.SECONDS)).isEmpty();
        assertThat(sandbox.posts().all()).isEmpty();
    }

    @Test
    void creates_wait_for_a_queue_that_is_down_and_lists_do_not() throws Exception {
        sandbox.conditions().setQueueDown(true);

        assertThatThrownBy(() -> createOverSocket(Duration.ofMillis(200)))
                .isInstanceOf(SocketTimeoutException.class);
        assertThat(client.get("/public/v1/integrations").statusCode()).isEqualTo(200);
        assertThat(sandbox.posts().all()).isEmpty();

        sandbox.conditions().setQueueDown(false);
        await().untilAsserted(() -> assertThat(sandbox.posts().all()).hasSize(1));
    }

    private static <T> CompletableFuture<T> inBackground(Callable<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                answer.complete(work.call());
                            } catch (Exception e) {
                                answer.completeExceptionally(e);
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    @Test
    void a_trickle_is_the_whole_answer_slowly() throws Exception {
        sandbox.faults().add(FaultRule.of(Fault.TRICKLE).pausing(Duration.ofMillis(3)));

        long start = System.nanoTime();
        HttpResponse<String> answer = create();

        assertThat(answer.body()).startsWith("[{\"postId\"").endsWith("}]");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(3L * answer.body().length()));
    }

    @Test
    void a_trickling_head_never_comes_to_its_end() throws Exception {
        sandbox.faults().add(FaultRule.of(Fault.TRICKLE_HEAD).afterwards().pausing(Duration.ZERO));

        assertThat(createOverSocket())
                .startsWith("HTTP/1.1 200 OK\r\nX-Slow: xxx")
                .doesNotContain("\r\n\r\n");
        assertThat(sandbox.posts().all()).hasSize(1);
    }
}
