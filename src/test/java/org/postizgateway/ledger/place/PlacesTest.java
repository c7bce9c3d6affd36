package org.postizgateway.ledger.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.postizgateway.bound.CallGate;
import org.postizgateway.bound.CallLimit;
import org.postizgateway.bound.LocalTokens;

/** Who waits for a place at Postiz, and in which order, in a time that the test tells. */
class PlacesTest {

    private static final Duration WORK = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofDays(1);

    private final VirtualTime time = new VirtualTime();
    private final List<String> made = new ArrayList<>();
    private final List<String> givenUp = new ArrayList<>();
    private final List<String> waits = new ArrayList<>();

    private Places places(int total, int perTenant, Duration longestWait, CallGate gate) {
        return new Places(
                new Places.Bounds(total, perTenant, 1_000, 250, Optional.of(longestWait)),
                gate,
                task -> time.after(WORK, task),
                time,
                (reason, outcome, waited) ->
                        waits.add(reason + " " + outcome + " " + waited.toMillis()));
    }

    private CallGate perSecond(int calls) {
        CallLimit limit =
                new CallLimit(new LocalTokens(calls, time), calls, 1, time::currentTimeNanos);
        return new CallGate() {
            @Override
            public Optional<Duration> pass(String owner) {
                return limit.pass("all");
            }

            @Override
            public void giveBack(String owner) {
                limit.giveBack("all");
            }
        };
    }

    private Places.Withdrawal send(Places places, String tenant) {
        return places.take(tenant).run(() -> made.add(tenant), () -> givenUp.add(tenant));
    }

    private void send(Places places, String tenant, int times) {
        for (int i = 0; i < times; i++) {
            send(places, tenant);
        }
    }

    @Test
    void a_hundred_that_wait_delay_a_single_one_of_another_tenant_by_one() {
        Places places = places(1, 1, LONG, CallGate.OPEN);
        send(places, "many", 101);
        send(places, "one");

        time.pass(WORK.multipliedBy(3));

        assertThat(made).containsExactly("many", "many", "one");
    }

    @Test
    void calls_beyond_the_rate_begin_one_after_the_other_in_turns() {
        Places places = places(100, 100, LONG, perSecond(10));
        send(places, "many", 50);
        send(places, "one", 2);

        time.pass(WORK);
        assertThat(made).hasSize(10).containsOnly("many");
        time.pass(Duration.ofMillis(400));

        assertThat(made.subList(10, made.size())).containsSequence("one").hasSizeBetween(3, 5);
        time.pass(Duration.ofMinutes(1));
        assertThat(made).hasSize(52);
    }

    @Test
    void what_waits_too_long_is_given_up_and_not_made() {
        Places places = places(1, 1, WORK.multipliedBy(2).plusMillis(1), CallGate.OPEN);
        send(places, "tenant", 5);

        time.pass(LONG);

        assertThat(made).hasSize(3);
        assertThat(givenUp).hasSize(2);
    }

    @Test
    void what_has_waited_too_long_when_the_gate_answers_is_given_up() {
        AtomicInteger asked = new AtomicInteger();
        CallGate slow =
                new CallGate() {
                    @Override
                    public Optional<Duration> pass(String owner) {
                        if (asked.incrementAndGet() == 2) {
                            time.pass(WORK.multipliedBy(2));
                        }
                        return Optional.of(LONG);
                    }

                    @Override
                    public void giveBack(String owner) {}
                };
        send(places(1, 1, WORK, slow), "tenant");

        time.pass(WORK);

        assertThat(asked).hasValue(2);
        assertThat(givenUp).containsExactly("tenant");
        assertThat(made).isEmpty();
    }

    @Test
    void what_is_withdrawn_while_it_waits_is_neither_made_nor_given_up() {
        Places places = places(1, 1, LONG, CallGate.OPEN);
        Places.Withdrawal running = send(places, "tenant");
        Places.Withdrawal waiting = send(places, "tenant");

        assertThat(running.withdraw()).isFalse();
        assertThat(waiting.withdraw()).isTrue();
        time.pass(LONG.multipliedBy(2));

        assertThat(made).hasSize(1);
        assertThat(givenUp).isEmpty();
        assertThat(waiting.withdraw()).isFalse();
    }

    @Test
    void each_wait_is_told_with_its_reason_and_what_came_of_it() {
        Places places = places(1, 1, WORK.multipliedBy(2).plusMillis(1), CallGate.OPEN);
        send(places, "tenant");
        Places.Withdrawal left = send(places, "tenant");
        send(places, "tenant", 3);
        time.pass(WORK.dividedBy(2));
        left.withdraw();

        time.pass(LONG);

        assertThat(waits)
                .containsExactly(
                        "NONE SENT 0",
                        "PLACE WITHDRAWN 50",
                        "PLACE SENT 100",
                        "PLACE SENT 200",
                        "PLACE GIVEN_UP 201");
    }

    @Test
    void whoever_the_gate_held_back_waited_for_the_limit_and_nobody_after_it() {
        Places places = places(2, 1, LONG, perSecond(2));
        send(places, "tenant", 3);
        time.pass(Duration.ofSeconds(10));
        send(places, "tenant", 2);
        time.pass(WORK.multipliedBy(2));

        assertThat(waits)
                .containsExactly(
                        "NONE SENT 0",
                        "PLACE SENT 100",
                        "LIMIT SENT 700",
                        "NONE SENT 0",
                        "PLACE SENT 100");
    }

    @Test
    void one_tenant_leaves_room_in_the_queue_for_another() {
        Places places = places(1, 1, LONG, CallGate.OPEN);
        send(places, "greedy", 251);

        assertThatThrownBy(() -> send(places, "greedy"))
                .isInstanceOf(RejectedExecutionException.class);
        send(places, "modest", 250);
    }

    @Test
    void a_place_that_is_not_used_is_left_with_what_was_counted_for_it() {
        Places places = places(1, 1, LONG, perSecond(1));
        try (Places.Place place = places.take("tenant")) {
            assertThat(place.isFree()).isTrue();
        }

        assertThat(places.take("tenant").isFree()).isTrue();
    }

    @Test
    void a_gate_that_fails_keeps_nobody_waiting() {
        CallGate broken =
                new CallGate() {
                    @Override
                    public Optional<Duration> pass(String owner) {
                        throw new IllegalStateException("broken by the test");
                    }

                    @Override
                    public void giveBack(String owner) {
                        // nothing was counted
                    }
                };
        Places places = places(1, 1, LONG, broken);
        send(places, "tenant", 3);

        time.pass(WORK.multipliedBy(3));

        assertThat(made).hasSize(3);
    }

    /** Each number is a tenant that sends one call, all at the same moment. */
    @Property(tries = 300)
    void whoever_waits_is_as_far_as_everybody_else_but_for_the_places_of_one_tenant(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 4) Integer> calls,
            @ForAll @IntRange(min = 1, max = 10) int total,
            @ForAll @IntRange(min = 1, max = 5) int perTenant,
            @ForAll @IntRange(min = 1, max = 200) int perSecond) {
        made.clear();
        Places places = places(total, perTenant, LONG, perSecond(perSecond));
        Map<String, Integer> waiting = new HashMap<>();
        for (int tenant : calls) {
            send(places, "tenant " + tenant);
            waiting.merge("tenant " + tenant, 1, Integer::sum);
        }

        time.pass(LONG);

        assertThat(made).hasSize(calls.size());
        Map<String, Integer> sent = new HashMap<>();
        for (String next : made) {
            int most = sent.merge(next, 1, Integer::sum);
            waiting.forEach(
                    (other, all) -> {
                        int own = sent.getOrDefault(other, 0);
                        assertThat(own == all || most <= own + perTenant + 2)
                                .as("%s has %d, %s waits with %d", next, most, other, own)
                                .isTrue();
                    });
        }
    }
}
