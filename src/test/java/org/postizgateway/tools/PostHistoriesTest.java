package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.Publication;
import org.postizgateway.sandbox.web.Operation;

/**
 * Random lives of a post, with lost requests and answers and a moving clock: what the networks get
 * is what callers were told, once and at its date. {@code -Dhistories=10000} tries more of them.
 */
class PostHistoriesTest extends LifeTest {

    private static final int STEPS = 6;

    private enum State {
        QUEUE,
        DRAFT,
        DELETED,
        PUBLISHED
    }

    private Random chance;
    private String id;
    private Instant date;
    private String text;
    private State state;

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("histories", 8));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_networks_get_what_callers_were_told(long seed) throws Exception {
        chance = new Random(seed);
        date = in(30 + chance.nextInt(120));
        text = "version 0 of it";
        state = State.QUEUE;
        id = schedule(date, text);

        for (int step = 1; step <= STEPS; step++) {
            step(step);
        }
        pass(Duration.ofDays(2));

        List<Publication> published = SANDBOX.posts().publications();
        assertThat(published).hasSize(state == State.PUBLISHED ? 1 : 0);
        published.forEach(
                out -> {
                    assertThat(out.at()).isEqualTo(date);
                    assertThat(out.content()).contains(text);
                });
        assertThat(SANDBOX.posts().all()).hasSize(state == State.DELETED ? 0 : 1);
    }

    private void step(int number) throws Exception {
        switch (chance.nextInt(8)) {
            case 0, 1 -> {
                String next = "version " + number + " of it";
                if (change(
                        Operation.CREATE_POST, "editPostTool", Map.of("id", id, "content", next))) {
                    text = next;
                }
            }
            case 2, 3 -> {
                Instant next = in(10 + chance.nextInt(200));
                if (change(
                        Operation.CREATE_POST,
                        "reschedulePostTool",
                        Map.of("ids", List.of(id), "date", next.toString()))) {
                    date = next;
                }
            }
            case 4 -> status("draft", State.DRAFT);
            case 5 -> status("scheduled", State.QUEUE);
            case 6 -> {
                Map<String, Object> arguments = Map.of("ids", List.of(id), "confirm", 1);
                if (chance.nextInt(3) == 0
                        && change(Operation.DELETE_POST, "deletePostTool", arguments)) {
                    state = State.DELETED;
                }
            }
            default -> pass(Duration.ofMinutes(chance.nextInt(60)));
        }
    }

    private void status(String wire, State next) throws Exception {
        Map<String, Object> arguments = Map.of("ids", List.of(id), "status", wire);
        if (change(Operation.POST_STATUS, "postStatusTool", arguments)) {
            state = next;
        }
    }

    /**
     * Makes a change of which the request or the answer may be lost. Whoever is told that the
     * outcome is unknown repeats the call.
     *
     * @return whether it was made; the post is as before when it was refused
     */
    private boolean change(Operation operation, String tool, Map<String, Object> arguments)
            throws Exception {
        switch (chance.nextInt(4)) {
            case 0 -> SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(operation));
            case 1 -> SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(operation).afterwards());
            default -> {}
        }
        JsonNode first = call(tool, arguments);
        SANDBOX.faults().clear();
        if (!isError(first)) {
            return true;
        }
        if (!first.toString().contains("unknown")) {
            return false;
        }
        JsonNode again = call(tool, arguments);
        assertThat(isError(again)).as(again.toString()).isFalse();
        return true;
    }

    private void pass(Duration time) {
        SANDBOX.clock().advance(time);
        if (state == State.QUEUE && !date.isAfter(SANDBOX.clock().instant())) {
            state = State.PUBLISHED;
        }
    }

    private static boolean isError(JsonNode result) {
        return result.path("isError").asBoolean();
    }
}
