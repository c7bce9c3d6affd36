package org.postizgateway.postiz.preflight;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postizgateway.postiz.preflight.finding.PreflightException;

class EffortTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Effort effort = new Effort(nanos::get);

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void goes_on_until_the_time_is_over_and_then_says_what_to_do() {
        nanos.addAndGet(Effort.LONGEST.toNanos());
        assertThatCode(effort::goOn).doesNotThrowAnyException();

        nanos.incrementAndGet();
        assertThatThrownBy(effort::goOn)
                .isInstanceOf(PreflightException.class)
                .hasMessageContaining("fewer or shorter posts");
    }

    @Test
    void ends_when_the_caller_has_left() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(effort::goOn).isInstanceOf(CancellationException.class);
    }
}
