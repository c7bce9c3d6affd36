package org.postizgateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimeoutsTest {

    @Test
    void happens_when_its_time_is_over() throws Exception {
        long begin = System.nanoTime();
        CompletableFuture<Long> end = new CompletableFuture<>();
        Timeouts.after(Duration.ofMillis(250), () -> end.complete(System.nanoTime()));
        assertThat(Duration.ofNanos(end.get(20, TimeUnit.SECONDS) - begin))
                .isGreaterThanOrEqualTo(Duration.ofMillis(250));
    }

    @Test
    void does_not_happen_when_it_was_called_off() throws Exception {
        CompletableFuture<Void> calledOff = new CompletableFuture<>();
        CompletableFuture<Void> later = new CompletableFuture<>();
        Timeouts.after(Duration.ofMillis(100), () -> calledOff.complete(null)).cancel();
        Timeouts.after(Duration.ofMillis(400), () -> later.complete(null));
        later.get(20, TimeUnit.SECONDS);
        assertThat(calledOff).isNotDone();
    }

    /** Thousands are called off in a second, each with a call and all that it read. */
    @Test
    void lets_go_of_what_was_called_off() {
        byte[] read = new byte[1 << 20];
        WeakReference<byte[]> held = new WeakReference<>(read);
        Timeouts.Timeout timeout = Timeouts.after(Duration.ofMinutes(5), holding(read));
        read = null;
        System.gc();
        assertThat(held.get()).isNotNull();
        timeout.cancel();
        System.gc();
        assertThat(held.get()).isNull();
    }

    private static Runnable holding(byte[] read) {
        return () -> assertThat(read).isNotNull();
    }
}
