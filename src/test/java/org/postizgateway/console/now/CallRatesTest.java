package org.postizgateway.console.now;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.cumulative.CumulativeTimer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallRatesTest {

    private boolean failing;

    /** Meters of a test, which can fail. */
    private final class Meters extends SimpleMeterRegistry {

        @Override
        protected Timer newTimer(
                Meter.Id id, DistributionStatisticConfig config, PauseDetector pauses) {
            return new CumulativeTimer(id, clock, config, pauses, TimeUnit.SECONDS) {
                @Override
                public HistogramSnapshot takeSnapshot() {
                    if (failing) {
                        throw new IllegalStateException("being removed");
                    }
                    return super.takeSnapshot();
                }
            };
        }
    }

    @Test
    void a_note_that_fails_is_left_out_and_does_not_end_the_timer() {
        Meters meters = new Meters();
        Timer.builder("mcp.tool.calls")
                .tags("tool", "postList", "outcome", "ok")
                .register(meters)
                .record(1, TimeUnit.SECONDS);
        CallRates rates = new CallRates(meters, Clock.systemUTC());
        failing = true;
        rates.note();
        failing = false;
        rates.note();

        assertThat(rates.perSecond()).hasSize(1);
    }
}
