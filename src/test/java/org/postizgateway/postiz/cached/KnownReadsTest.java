package org.postizgateway.postiz.cached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KnownReadsTest {

    private static final Duration LIFE = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final ReadKey KEY = new ReadKey("channels#1", "tenant", "credential", "");

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch postiz = new CountDownLatch(1);
    private final KnownReads reads = new KnownReads(100_000, now::get);

    @AfterEach
    void close() {
        postiz.countDown();
        reads.close();
    }

    private CompletableFuture<Answer> ask(ReadKey key) {
        return reads.shared(key, LIFE, KEPT, () -> "answer " + requests.incrementAndGet());
    }

    private Supplier<Object> slowly(Supplier<Object> end) {
        return () -> {
            requests.incrementAndGet();
            try {
                assertThat(postiz.await(50, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return end.get();
        };
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void an_answer_is_known_for_its_life_and_kept_for_longer() {
        ask(KEY).join();
        pass(LIFE.minusNanos(1));
        assertThat(reads.known(KEY, LIFE)).isPresent();

        pass(Duration.ofNanos(1));
        assertThat(reads.known(KEY, LIFE)).isEmpty();
        assertThat(reads.known(KEY, KEPT)).isPresent();

        pass(KEPT.minus(LIFE));
        assertThat(reads.known(KEY, KEPT)).isEmpty();
        reads.cache().cleanUp();
        assertThat(reads.cache().asMap()).isEmpty();
    }

    @Test
    void a_failure_reaches_all_who_wait_and_is_not_kept() {
        Supplier<Object> fails =
                slowly(
                        () -> {
                            throw new CompletionException(new java.net.ConnectException("down"));
                        });
        List<CompletableFuture<Answer>> waiting =
                Stream.generate(() -> reads.shared(KEY, LIFE, KEPT, fails)).limit(50).toList();
        postiz.countDown();

        assertThat(waiting)
                .allSatisfy(
                        answer ->
                                assertThatThrownBy(answer::join)
                                        .cause()
                                        .isInstanceOf(java.net.ConnectException.class));
        assertThat(requests).hasValue(1);
        assertThat(ask(KEY).join().value()).isEqualTo("answer 2");
    }

    @Test
    void one_who_leaves_ends_the_wait_of_nobody_else() {
        Supplier<Object> slow = slowly(() -> "answer");
        CompletableFuture<Answer> first = reads.shared(KEY, LIFE, KEPT, slow);
        CompletableFuture<Answer> second = reads.shared(KEY, LIFE, KEPT, slow);
        first.cancel(true);
        postiz.countDown();

        assertThat(second.join().value()).isEqualTo("answer");
        assertThat(requests).hasValue(1);
    }

    @Test
    void what_is_forgotten_while_it_is_asked_for_is_not_kept() {
        CompletableFuture<Answer> answer = reads.shared(KEY, LIFE, KEPT, slowly(() -> "old"));
        ReadKey other = new ReadKey("channels#1", "another tenant", "credential", "");
        ask(other).join();
        reads.forget("tenant");
        postiz.countDown();

        assertThat(answer.join().value()).isEqualTo("old");
        assertThat(reads.known(KEY, LIFE)).isEmpty();
        assertThat(reads.known(other, LIFE)).isPresent();
    }

    @Test
    void who_asks_anew_waits_for_no_request_that_began_before_and_its_answer_stays() {
        CompletableFuture<Answer> before = reads.shared(KEY, LIFE, KEPT, slowly(() -> "old"));
        assertThat(reads.anew(KEY, KEPT, () -> "new").join().value()).isEqualTo("new");
        postiz.countDown();

        assertThat(before.join().value()).isEqualTo("old");
        assertThat(reads.known(KEY, LIFE).orElseThrow().value()).isEqualTo("new");
    }

    @Test
    void all_answers_together_take_no_more_than_they_may() {
        String text = "x".repeat(10_000);
        for (int i = 0; i < 100; i++) {
            reads.shared(
                            new ReadKey("channels#1", "tenant " + i, "credential", ""),
                            LIFE,
                            KEPT,
                            () -> Map.of("text", text))
                    .join();
        }
        reads.cache().cleanUp();

        assertThat(reads.cache().asMap()).hasSizeBetween(1, 9);
    }

    @Test
    void what_is_no_json_is_refused() {
        assertThatThrownBy(
                        () ->
                                reads.shared(KEY, LIFE, KEPT, java.io.InputStream::nullInputStream)
                                        .join())
                .hasMessageContaining("unmarshal");
    }
}
