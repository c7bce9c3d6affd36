package org.postizgateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long an answer of Postiz is believed, and how often Postiz is asked. */
class CachedPostizConnectionTest {

    private static final CachedPostizConnection.Limits LIMITS =
            new CachedPostizConnection.Limits(
                    Duration.ofSeconds(60), Duration.ofSeconds(10), 100, 2);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void sendTheCallersHome() {
        callers.shutdownNow();
    }

    private CachedPostizConnection cached(PostizConnection postiz) {
        return new CachedPostizConnection(
                credential -> {
                    asked.incrementAndGet();
                    return postiz.check(credential);
                },
                new TenantHash("a secret of the test".getBytes()),
                LIMITS,
                nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void an_accepted_credential_is_asked_about_again_after_its_time() {
        CachedPostizConnection connection = cached(credential -> CredentialStatus.VALID);

        connection.check("key");
        pass(Duration.ofSeconds(59));
        connection.check("key");
        assertThat(asked).hasValue(1);

        pass(Duration.ofSeconds(2));
        connection.check("key");
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_refused_credential_is_asked_about_again_sooner() {
        CachedPostizConnection connection = cached(credential -> CredentialStatus.UNKNOWN);

        connection.check("key");
        pass(Duration.ofSeconds(9));
        connection.check("key");
        assertThat(asked).hasValue(1);

        pass(Duration.ofSeconds(2));
        assertThat(connection.check("key")).isEqualTo(CredentialStatus.UNKNOWN);
        assertThat(asked).hasValue(2);
    }

    @Test
    void an_outage_is_not_remembered() {
        CachedPostizConnection connection =
                cached(
                        credential -> {
                            if (asked.get() == 1) {
                                throw PostizUnavailableException.later("Down.");
                            }
                            return CredentialStatus.VALID;
                        });

        assertThatThrownBy(() -> connection.check("key"))
                .isInstanceOf(PostizUnavailableException.class);
        assertThat(connection.check("key")).isEqualTo(CredentialStatus.VALID);
    }

    @Test
    void an_outage_is_no_fault_of_the_cache_to_be_logged() {
        List<LogRecord> logged = new CopyOnWriteArrayList<>();
        Logger caffeine = Logger.getLogger("com.github.benmanes.caffeine");
        Handler handler = recordingIn(logged);
        caffeine.addHandler(handler);
        try {
            CachedPostizConnection connection =
                    cached(
                            credential -> {
                                throw credential.equals("key")
                                        ? PostizUnavailableException.later("Down.")
                                        : new IllegalStateException("A bug.");
                            });

            assertThatThrownBy(() -> connection.check("key")).hasMessageStartingWith("Down.");
            assertThat(logged).isEmpty();
            assertThatThrownBy(() -> connection.check("bug")).hasMessageContaining("A bug.");
            assertThat(logged).isNotEmpty();
        } finally {
            caffeine.removeHandler(handler);
        }
    }

    @Test
    void credentials_do_not_share_answers() {
        CachedPostizConnection connection =
                cached(
                        credential ->
                                credential.equals("good")
                                        ? CredentialStatus.VALID
                                        : CredentialStatus.UNKNOWN);

        assertThat(connection.check("good")).isEqualTo(CredentialStatus.VALID);
        assertThat(connection.check("bad")).isEqualTo(CredentialStatus.UNKNOWN);
        assertThat(connection.check("good")).isEqualTo(CredentialStatus.VALID);
    }

    @Test
    void callers_with_the_same_credential_share_one_request() {
        CountDownLatch release = new CountDownLatch(1);
        CachedPostizConnection connection =
                cached(
                        credential -> {
                            awaitRelease(release);
                            return CredentialStatus.VALID;
                        });

        List<CompletableFuture<CredentialStatus>> calls =
                IntStream.range(0, 20).mapToObj(i -> check(connection, "key")).toList();
        await().untilAtomic(asked, org.hamcrest.Matchers.is(1));
        release.countDown();

        assertThat(calls)
                .allSatisfy(call -> assertThat(call.join()).isEqualTo(CredentialStatus.VALID));
        assertThat(asked).hasValue(1);
    }

    @Test
    void callers_with_the_same_credential_share_one_outage() {
        CountDownLatch release = new CountDownLatch(1);
        CachedPostizConnection connection =
                cached(
                        credential -> {
                            awaitRelease(release);
                            throw PostizUnavailableException.later("Down.");
                        });

        CompletableFuture<CredentialStatus> first = check(connection, "key");
        await().untilAtomic(asked, org.hamcrest.Matchers.is(1));
        CompletableFuture<CredentialStatus> second = check(connection, "key");
        release.countDown();

        assertThat(first).failsWithin(Duration.ofSeconds(5));
        assertThat(second).failsWithin(Duration.ofSeconds(5));
    }

    @Test
    void a_flood_of_credentials_waits_its_turn_and_no_longer_than_a_second() {
        CountDownLatch release = new CountDownLatch(1);
        CachedPostizConnection connection =
                cached(
                        credential -> {
                            awaitRelease(release);
                            return CredentialStatus.UNKNOWN;
                        });

        List<CompletableFuture<CredentialStatus>> flood =
                IntStream.range(0, 10).mapToObj(i -> check(connection, "key" + i)).toList();

        await().atMost(Duration.ofSeconds(5))
                .until(
                        () ->
                                flood.stream()
                                                .filter(CompletableFuture::isCompletedExceptionally)
                                                .count()
                                        == 8);
        assertThat(asked).hasValue(2);
        release.countDown();
        assertThat(flood.stream().filter(call -> !call.isCompletedExceptionally()))
                .allSatisfy(call -> assertThat(call.join()).isEqualTo(CredentialStatus.UNKNOWN));
    }

    private CompletableFuture<CredentialStatus> check(
            CachedPostizConnection connection, String credential) {
        return CompletableFuture.supplyAsync(() -> connection.check(credential), callers);
    }

    private static Handler recordingIn(List<LogRecord> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private static void awaitRelease(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
