package org.postizgateway.postiz.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.postizgateway.bound.CallGate;
import org.postizgateway.bound.CallLimit;
import org.postizgateway.bound.TokenStore;
import org.postizgateway.postiz.failure.LimitExceededException;

/** Calls that are refused and calls that wait are counted in one place. */
class CallLimitsTest {

    private static final int MANY = 1_000;

    /** Of limits whose tokens do not come back. */
    private static CallLimit limit(String name, int perSecond) {
        AtomicInteger left = new AtomicInteger(perSecond);
        TokenStore store = (owner, most) -> left.getAndUpdate(n -> Math.max(0, n - 1)) > 0 ? 1 : 0;
        return new CallLimit(store, perSecond, 1, () -> 0);
    }

    private final AtomicInteger refused = new AtomicInteger();
    private final List<Duration> waited = new ArrayList<>();
    private final CallLimits limits =
            new CallLimits(CallLimitsTest::limit, refused::incrementAndGet, waited::add);

    private static Exchange call() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty("PostizTenant", "tenant");
        return exchange;
    }

    @Test
    void a_caller_over_its_rate_is_told_which_it_is() {
        limits.admit(call(), 2, MANY);
        limits.admit(call(), 2, MANY);

        assertThatThrownBy(() -> limits.admit(call(), 2, MANY))
                .isInstanceOfSatisfying(
                        LimitExceededException.class,
                        e ->
                                assertThat(e.outcome().sentence())
                                        .contains(
                                                "at most 2 calls to Postiz in a second for one"
                                                        + " caller"));
        assertThat(refused).hasValue(1);
    }

    @Test
    void the_rate_of_all_holds_too() {
        limits.admit(call(), MANY, 1);

        assertThatThrownBy(() -> limits.admit(call(), MANY, 1))
                .isInstanceOfSatisfying(
                        LimitExceededException.class,
                        e ->
                                assertThat(e.outcome().sentence())
                                        .contains("at most 1 call to", "all callers together"));
    }

    @Test
    void how_long_a_call_was_held_back_is_told_once_when_it_is_let_through() {
        Exchange call = call();
        limits.admit(call(), 1, MANY);
        assertThatThrownBy(() -> limits.admit(call, 1, MANY))
                .isInstanceOf(LimitExceededException.class);
        assertThatThrownBy(() -> limits.admit(call, 1, MANY))
                .isInstanceOf(LimitExceededException.class);
        assertThat(waited).isEmpty();

        limits.admit(call, 2, MANY);
        limits.admit(call, 2, MANY);

        assertThat(waited).singleElement().satisfies(time -> assertThat(time).isPositive());
    }

    @Test
    void a_call_that_was_counted_when_it_got_its_place_is_not_counted_again_but_its_next_is() {
        CallGate gate = limits.gate(() -> 2, () -> MANY);
        assertThat(gate.pass("tenant")).isEmpty();
        Exchange counted = call();
        counted.setProperty("PostizCounted", true);

        limits.admit(counted, 2, MANY);
        limits.admit(counted, 2, MANY);

        assertThat(gate.pass("tenant")).isPresent();
        assertThat(refused).hasValue(0);
    }

    @Test
    void what_all_together_may_not_is_not_counted_for_the_caller() {
        CallGate gate = limits.gate(() -> 2, () -> 1);
        assertThat(gate.pass("tenant")).isEmpty();
        IntStream.range(0, 10).forEach(i -> assertThat(gate.pass("tenant")).isPresent());

        assertThat(limits.gate(() -> 2, () -> MANY).pass("tenant")).isEmpty();
    }
}
