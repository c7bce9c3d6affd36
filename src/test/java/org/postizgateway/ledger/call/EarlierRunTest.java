package org.postizgateway.ledger.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;

/** What a run without effect says of a call that was run before. */
class EarlierRunTest {

    private static final Instant SENT = Instant.parse("2026-12-15T10:00:00Z");
    private static final Instant LATER = SENT.plus(Duration.ofMinutes(5));
    private static final Outcome NOT_SENT = Outcome.none(Reason.GATEWAY_STOPPED, "Not sent.");
    private static final Outcome REFUSED = Outcome.none(Reason.REJECTED, "Postiz gave it up.");

    @Test
    void a_call_that_was_never_sent_before_has_failed() {
        LedgerCall waiting = call(CallState.QUEUED, Optional.empty(), Optional.empty());

        assertThat(Ending.without(waiting, NOT_SENT, 0).state()).isEqualTo(CallState.FAILED);
    }

    @Test
    void one_that_was_unknown_before_stays_unknown_although_it_is_not_sent_again() {
        LedgerCall unknown = call(CallState.UNKNOWN, Optional.empty(), Optional.of(LATER));
        Ending ending = Ending.without(unknown.requeued("me"), NOT_SENT, 1);

        assertThat(ending.state()).isEqualTo(CallState.UNKNOWN);
        assertThat(ending.reason()).contains(Reason.OUTCOME_UNKNOWN);
        assertThat(ending.message()).startsWith("Not sent. ").contains("an earlier one may have");
    }

    @Test
    void one_that_has_failed_before_fails_again() {
        LedgerCall failed = call(CallState.FAILED, Optional.empty(), Optional.of(LATER));

        assertThat(Ending.without(failed.requeued("me"), NOT_SENT, 1).state())
                .isEqualTo(CallState.FAILED);
    }

    @Test
    void a_generation_that_nobody_got_to_ask_for_goes_on_in_postiz() {
        LedgerCall left = call(CallState.RUNNING, Optional.of("job"), Optional.empty());
        Ending ending = Ending.without(left.requeued("me"), NOT_SENT, 1);

        assertThat(ending.state()).isEqualTo(CallState.UNKNOWN);
        assertThat(ending.jobOver()).isFalse();
    }

    @Test
    void what_postiz_says_of_the_generation_it_named_settles_the_doubt_about_it() {
        LedgerCall lost = call(CallState.UNKNOWN, Optional.of("job"), Optional.of(LATER));
        LedgerCall asked = lost.requeued("me").started(LATER);

        assertThat(Ending.without(asked, REFUSED, 2).state()).isEqualTo(CallState.FAILED);
    }

    @Test
    void and_not_the_doubt_about_one_before_it() {
        LedgerCall second =
                call(
                        CallState.UNKNOWN,
                        Optional.of("job"),
                        Optional.of(SENT.minus(Duration.ofHours(1))));
        Ending ending = Ending.without(second.requeued("me").started(LATER), REFUSED, 3);

        assertThat(ending.state()).isEqualTo(CallState.UNKNOWN);
        assertThat(ending.jobOver()).as("so that a replay begins anew").isTrue();
    }

    private static LedgerCall call(
            CallState state, Optional<String> upstreamJob, Optional<Instant> unclearSince) {
        return new LedgerCall(
                "id",
                "tenant",
                new Origin("source", "trace"),
                "generateVideoTool",
                "generateVideoTool",
                Mode.BACKGROUND,
                state,
                "{}",
                Optional.empty(),
                "",
                1,
                false,
                upstreamJob,
                false,
                "somebody",
                0,
                SENT,
                state == CallState.QUEUED ? Optional.empty() : Optional.of(SENT),
                unclearSince,
                Optional.empty(),
                List.of(new CallItem(0, "print", true, state, Optional.empty(), Optional.empty())));
    }
}
