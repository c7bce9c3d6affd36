package org.postizgateway.postiz.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.failure.PostizErrors;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What opens a circuit breaker, what does not, and what ends a trial. */
@ExtendWith(OutputCaptureExtension.class)
class UpstreamCircuitBreakersTest {

    private static final String TENANT = "0123456789abcdef";

    private final ManualTimer timer = new ManualTimer();
    private final UpstreamCircuitBreakers breakers =
            new UpstreamCircuitBreakers(
                    new PostizErrors(Clock.systemUTC()),
                    new UpstreamCircuitBreakers.Limits(
                            20, 10, 50, Duration.ofMillis(1), 3, Duration.ofMinutes(1)),
                    timer);

    /** What is scheduled runs when a test says so. */
    private static final class ManualTimer extends ScheduledThreadPoolExecutor {

        private final List<Runnable> scheduled = new ArrayList<>();

        private ManualTimer() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            scheduled.add(task);
            return null;
        }
    }

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    private static CircuitBreaker shared(UpstreamCircuitBreakers breakers) {
        return breakers.shared(CircuitBreakerRegistry.ofDefaults(), "postizUpstream");
    }

    private static HttpOperationFailedException status(int status, String body) {
        return new HttpOperationFailedException("https://h/x", status, "", "", Map.of(), body);
    }

    private static void fail(CircuitBreaker breaker, int times, Exception failure) {
        for (int i = 0; i < times; i++) {
            breaker.onError(1, TimeUnit.SECONDS, failure);
        }
    }

    private static CircuitBreaker halfOpen(CircuitBreaker breaker) {
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();
        return breaker;
    }

    static Stream<Exception> nobodyCanReachPostiz() {
        return Stream.of(
                new ConnectException("refused"),
                status(502, "<html>"),
                status(503, ""),
                status(401, ""));
    }

    @ParameterizedTest
    @MethodSource("nobodyCanReachPostiz")
    void opens_for_everybody_when_nobody_can_reach_postiz(Exception failure) {
        CircuitBreaker breaker = shared(breakers);
        fail(breaker, 10, failure);
        assertThat(breaker.getState()).isEqualTo(State.OPEN);
    }

    static Stream<Exception> oneCallersOwn() {
        return Stream.of(
                new SocketTimeoutException("read timed out"),
                new IOException("connection reset"),
                status(504, ""),
                status(400, "{\"msg\":\"wrong\"}"),
                status(401, "{\"msg\":\"Invalid API key\"}"),
                status(429, "{}"),
                status(500, "{\"message\":\"Internal server error\"}"),
                new InvalidInputException("no"),
                new ConnectionRequestTimeoutException("the gateway's own connections are used up"));
    }

    @ParameterizedTest
    @MethodSource("oneCallersOwn")
    void stays_closed_for_the_others_whatever_one_caller_brings_about(Exception failure) {
        CircuitBreaker breaker = shared(breakers);
        fail(breaker, 100, failure);
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void a_call_that_succeeds_slowly_is_a_success() {
        CircuitBreaker breaker = shared(breakers);
        for (int i = 0; i < 100; i++) {
            breaker.onSuccess(35, TimeUnit.MINUTES);
        }
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void a_caller_whose_calls_get_no_answer_is_held_back() {
        CircuitBreaker breaker = breakers.ofCaller(TENANT);
        fail(breaker, 10, new SocketTimeoutException());
        assertThat(breaker.getState()).isEqualTo(State.OPEN);
    }

    @Test
    void trials_that_last_long_keep_nobody_out_after_a_while() {
        CircuitBreaker breaker = halfOpen(shared(breakers));
        for (int i = 0; i < 3; i++) {
            breaker.acquirePermission();
        }
        assertThat(breaker.tryAcquirePermission()).isFalse();

        timer.scheduled.get(0).run();

        assertThat(breaker.tryAcquirePermission()).isTrue();
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void a_trial_that_fails_opens_it_again_and_its_time_does_not_end_a_later_one() {
        CircuitBreaker breaker = halfOpen(shared(breakers));
        fail(breaker, 3, new ConnectException());
        assertThat(breaker.getState()).isEqualTo(State.OPEN);
        breaker.transitionToHalfOpenState();

        timer.scheduled.get(0).run();

        assertThat(breaker.getState()).isEqualTo(State.HALF_OPEN);
        timer.scheduled.get(1).run();
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void trials_that_end_well_close_it() {
        CircuitBreaker breaker = halfOpen(shared(breakers));
        for (int i = 0; i < 3; i++) {
            breaker.onSuccess(1, TimeUnit.SECONDS);
        }
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void changes_are_logged(CapturedOutput output) {
        CircuitBreaker breaker = halfOpen(shared(breakers));
        breaker.transitionToClosedState();
        breakers.ofCaller(TENANT).transitionToOpenState();

        assertThat(output)
                .containsPattern(
                        "WARN .*Calls to Postiz \\(circuit breaker postizUpstream\\) are held back")
                .containsPattern("INFO .*postizUpstream\\) are tried")
                .containsPattern("INFO .*postizUpstream\\) go on")
                .contains("Calls of tenant 01234567 to Postiz are held back")
                .doesNotContain(TENANT);
    }
}
