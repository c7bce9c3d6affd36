package org.postizgateway.config.ledger;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.postizgateway.bound.CallGate;
import org.postizgateway.ledger.LedgerMetrics;
import org.postizgateway.ledger.LedgerSettings;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.media.MediaSettings;
import org.postizgateway.ledger.place.Places;
import org.postizgateway.ledger.place.Waits;

/** The places at Postiz, as the settings say. */
final class PlacesOfCalls {

    /** One tenant has a quarter of the places to wait. */
    private static final int SHARE_OF_QUEUE = 4;

    private PlacesOfCalls() {}

    /**
     * @param gate counts calls whose caller waits; a generation is counted when it is made
     */
    static Map<Mode, Places> of(
            LedgerSettings ledger,
            MediaSettings media,
            CallGate gate,
            Executor threads,
            LedgerMetrics metrics) {
        Places.Bounds inline =
                new Places.Bounds(
                        ledger.concurrency(),
                        ledger.tenantConcurrency(),
                        ledger.queue(),
                        Math.max(1, ledger.queue() / SHARE_OF_QUEUE),
                        Optional.of(ledger.queueWait()));
        Places.Bounds background =
                new Places.Bounds(
                        media.concurrency(),
                        ledger.tenantConcurrency(),
                        media.queue(),
                        media.queue(),
                        Optional.empty());
        Places.Clockwork clockwork = new PassingTime(threads);
        return Map.of(
                Mode.INLINE,
                new Places(inline, gate, threads, clockwork, waits(metrics, "inline")),
                Mode.BACKGROUND,
                new Places(
                        background,
                        CallGate.OPEN,
                        threads,
                        clockwork,
                        waits(metrics, "background")));
    }

    private static Waits waits(LedgerMetrics metrics, String mode) {
        return (reason, outcome, time) -> metrics.waited(mode, label(reason), label(outcome), time);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private record PassingTime(Executor threads) implements Places.Clockwork {

        @Override
        public long now() {
            return System.nanoTime();
        }

        @Override
        public void after(Duration delay, Runnable task) {
            CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, threads)
                    .execute(task);
        }
    }
}
