package org.postizgateway.mcp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream that fails when it is written to does not keep others from being kept alive. */
class KeepAliveFailureTest {

    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void is_that_of_one_stream() throws Exception {
        CountDownLatch twice = new CountDownLatch(2);
        KeepAlive keepAlive = new KeepAlive(scheduler, Duration.ofMillis(10));
        keepAlive.add(
                new Stream(
                        () -> {
                            throw new IllegalStateException("Response is closed");
                        }));
        keepAlive.add(new Stream(twice::countDown));

        assertThat(twice.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private record Stream(Runnable write) implements KeepAlive.Idle {

        @Override
        public void keepAlive(long idleNanos) {
            write.run();
        }

        @Override
        public boolean isStream() {
            return true;
        }
    }
}
