package org.postizgateway.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

@Timeout(20)
class TimelyHealthIndicatorTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean hanging;
    private volatile Health answer = Health.up().withDetail("reason", "it works").build();

    @AfterEach
    void end() {
        release.countDown();
        threads.shutdownNow();
    }

    private TimelyHealthIndicator every(Duration interval, boolean required) {
        return new TimelyHealthIndicator(this::check, interval, () -> required, threads);
    }

    private Health check() {
        asked.incrementAndGet();
        if (hanging) {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return answer;
    }

    @Test
    void is_checked_once_in_an_interval_however_often_it_is_asked_for() {
        TimelyHealthIndicator health = every(Duration.ofMinutes(1), false);
        for (int i = 0; i < 100; i++) {
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void an_outage_and_its_end_are_noticed_after_an_interval() {
        TimelyHealthIndicator health = every(Duration.ofMillis(20), false);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        answer = Health.down().build();
        Awaitility.await().until(() -> health.health().getStatus().equals(Status.DOWN));
        assertThat(health.isUp()).isFalse();

        answer = Health.up().build();
        Awaitility.await().until(() -> health.health().getStatus().equals(Status.UP));
        assertThat(health.isUp()).isTrue();
    }

    @Test
    void a_check_that_never_ended_is_down_and_answered_for_at_once() {
        hanging = true;
        TimelyHealthIndicator health = every(Duration.ofMillis(1), false);

        long begin = System.nanoTime();
        Health told = health.health();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        assertThat(told.getStatus()).isEqualTo(Status.DOWN);
        assertThat(told.getDetails().get("reason")).asString().contains("has not ended");
        assertThat(health.isUp()).isFalse();
        assertThat(health.checking()).isPresent();
        health.health();
        assertThat(asked).as("checks at a time").hasValue(1);
    }

    @Test
    void the_last_answer_is_given_while_a_check_takes_long() {
        TimelyHealthIndicator health = every(Duration.ofMillis(1), false);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        hanging = true;
        Awaitility.await().until(() -> health.checking().isPresent());

        assertThat(health.health().getDetails()).containsEntry("reason", "it works");
    }

    @Test
    void it_is_up_for_who_asks_rarely_too() {
        TimelyHealthIndicator health = every(Duration.ofMillis(1), false);
        assertThat(health.isUp()).as("at first").isTrue();

        hanging = true;
        Awaitility.await().until(() -> health.checking().isPresent());

        assertThat(health.isUp()).as("while the next check runs").isTrue();
    }

    @Test
    void an_outage_is_told_with_its_reason_while_the_next_check_runs() {
        TimelyHealthIndicator health = every(Duration.ofMillis(1), false);
        answer = Health.down().withDetail("reason", "refused").build();
        assertThat(health.health().getDetails()).containsEntry("reason", "refused");

        hanging = true;
        Awaitility.await().until(() -> health.checking().isPresent());

        assertThat(health.health().getDetails()).containsEntry("reason", "refused");
        assertThat(health.isUp()).isFalse();
    }

    @Test
    void the_first_check_may_take_a_second() {
        TimelyHealthIndicator health = every(Duration.ofMinutes(1), false);
        hanging = true;
        CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS, threads)
                .execute(release::countDown);

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void what_is_required_takes_the_gateway_out_of_service() {
        answer = Health.down().withDetail("reason", "gone").build();

        Health told = every(Duration.ofMinutes(1), true).health();

        assertThat(told.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(told.getDetails()).containsEntry("reason", "gone");
    }

    @Test
    void a_check_that_fails_is_down() {
        TimelyHealthIndicator health =
                new TimelyHealthIndicator(
                        () -> {
                            throw new IllegalStateException("secret");
                        },
                        Duration.ofMinutes(1),
                        () -> false,
                        threads);
        Health told = health.health();

        assertThat(told.getStatus()).isEqualTo(Status.DOWN);
        assertThat(told.toString()).doesNotContain("secret");
    }
}
