package org.postizgateway.observability;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/**
 * Answers at once for an indicator whose check may take long. That runs at most once at a time and
 * once per interval, however often health is asked for; while it runs, the answer of the one before
 * is given, however rarely anybody asks. A check that does not end is DOWN.
 */
public final class TimelyHealthIndicator implements HealthIndicator {

    /** So that the answers of all indicators together take less than two seconds. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** Before there is any answer. The checks have begun together, so this is spent once. */
    private static final Duration FIRST_PATIENCE = Duration.ofMillis(1500);

    /** A check that has run for longer says by itself that all is not well. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final HealthIndicator checked;
    private final Duration interval;
    private final BooleanSupplier required;
    private final Executor executor;
    private CompletableFuture<Health> check;
    private long begun;
    private Health last;

    /**
     * @param checked is asked on a thread of its own
     * @param interval shortest time between two checks
     * @param required whether the gateway is to get no calls while this is DOWN; it is
     *     OUT_OF_SERVICE then
     * @param executor with a thread for each check that runs
     */
    public TimelyHealthIndicator(
            HealthIndicator checked,
            Duration interval,
            BooleanSupplier required,
            Executor executor) {
        this.checked = checked;
        this.interval = interval;
        this.required = required;
        this.executor = executor;
    }

    /** Begins a check if one is due, and does not wait for it. */
    public void look() {
        current();
    }

    @Override
    public Health health() {
        return told(latest());
    }

    /** Whether the last check that ended said that all is well; waits no longer than health. */
    public boolean isUp() {
        return latest().getStatus().equals(Status.UP);
    }

    private Health latest() {
        CompletableFuture<Health> running = current();
        try {
            return running.get(patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return whileChecking();
        } catch (ExecutionException e) {
            return Health.down().withDetail("reason", "The check itself failed").build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.unknown().build();
        }
    }

    /** How long the check that runs has been running; empty when none does. Waits for none. */
    public Optional<Duration> checking() {
        CompletableFuture<Health> running = current();
        synchronized (this) {
            return running.isDone() ? Optional.empty() : Optional.of(since(begun));
        }
    }

    private synchronized CompletableFuture<Health> current() {
        if (check == null || check.isDone() && since(begun).compareTo(interval) >= 0) {
            begun = System.nanoTime();
            check = CompletableFuture.supplyAsync(this::checkNow, executor);
        }
        return check;
    }

    private Health checkNow() {
        Health health = checked.health();
        synchronized (this) {
            last = health;
        }
        return health;
    }

    /** The reason of an outage stays the reason while it is tried again. */
    private synchronized Health whileChecking() {
        Duration running = since(begun);
        boolean isDown = last != null && !last.getStatus().equals(Status.UP);
        if (isDown || last != null && running.compareTo(LONGEST) < 0) {
            return last;
        }
        return Health.down()
                .withDetail("reason", "The check has not ended for " + running.toSeconds() + " s")
                .build();
    }

    private Health told(Health health) {
        return health.getStatus().equals(Status.DOWN) && required.getAsBoolean()
                ? Health.outOfService().withDetails(health.getDetails()).build()
                : health;
    }

    /** Nobody waits again for a check that others have waited for. */
    private synchronized Duration patience() {
        Duration left = (last == null ? FIRST_PATIENCE : PATIENCE).minus(since(begun));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
