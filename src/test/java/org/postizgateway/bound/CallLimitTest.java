package org.postizgateway.bound;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Several who count in one store give an owner its limit once; time is told by the test. */
class CallLimitTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong now = new AtomicLong(SECOND);
    private final TimeMeter clock =
            new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return now.get();
                }

                @Override
                public boolean isWallClockBased() {
                    return false;
                }
            };

    private List<CallLimit> replicas(int count, int perSecond) {
        TokenStore store = new LocalTokens(perSecond, clock);
        return IntStream.range(0, count)
                .mapToObj(
                        i -> new CallLimit(store, perSecond, CallLimit.ahead(perSecond), now::get))
                .toList();
    }

    private static long granted(CallLimit limit, String owner, int attempts) {
        return IntStream.range(0, attempts).filter(i -> limit.pass(owner).isEmpty()).count();
    }

    private static long granted(List<CallLimit> replicas, int attempts) {
        return replicas.stream().mapToLong(limit -> granted(limit, "caller", attempts)).sum();
    }

    @Test
    void three_replicas_give_one_caller_the_limit_once_and_as_much_again_after_a_second() {
        List<CallLimit> replicas = replicas(3, 50);

        assertThat(granted(replicas, 200)).isEqualTo(50);
        now.addAndGet(SECOND);
        assertThat(granted(replicas, 200)).isEqualTo(50);
    }

    @Test
    void a_caller_takes_nothing_from_another() {
        CallLimit limit = replicas(1, 10).get(0);

        assertThat(granted(limit, "greedy", 100)).isEqualTo(10);
        assertThat(granted(limit, "modest", 3)).isEqualTo(3);
    }

    @Test
    void who_is_refused_is_told_when_to_come_back_and_is_let_through_then() {
        CallLimit limit = replicas(1, 10).get(0);
        granted(limit, "caller", 10);

        Duration wait = limit.pass("caller").orElseThrow();

        assertThat(wait).isEqualTo(Duration.ofMillis(100));
        now.addAndGet(wait.toNanos());
        assertThat(limit.pass("caller")).isEmpty();
    }

    @Test
    void what_a_replica_took_ahead_does_not_add_to_a_later_burst() {
        List<CallLimit> replicas = replicas(3, 50);
        replicas.forEach(limit -> limit.pass("caller"));

        now.addAndGet(30 * SECOND);

        assertThat(granted(replicas, 200)).isEqualTo(50);
    }

    /**
     * Each step, a number of a replica, of calls and of milliseconds in one, is a pause and then so
     * many calls, or more than are let through.
     */
    @Property(tries = 300)
    void whoever_asks_when_no_more_than_a_burst_and_the_rate_is_given(
            @ForAll @IntRange(min = 1, max = 120) int perSecond,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 8_999) Integer> steps) {
        List<CallLimit> replicas = replicas(3, perSecond);
        long begun = now.get();
        long granted = 0;
        for (int step : steps) {
            int attempts = step / 3 % 3 == 0 ? perSecond + 1 : step / 3 % 3;
            now.addAndGet(Duration.ofMillis(step / 9).toNanos());
            granted += granted(replicas.get(step % 3), "caller", attempts);
            long refilled = (now.get() - begun) * perSecond / SECOND;
            assertThat(granted).isLessThanOrEqualTo(perSecond + refilled);
        }
    }
}
