package org.postizgateway.postiz.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InterruptedIOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.processor.ThrottlerRejectedExecutionException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.outcome.Effect;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;
import org.postizgateway.postiz.failure.PostizFailure.Kind;

/** Which failures prove that nothing reached Postiz, or that Postiz has ended its work. */
class ProofOfNoEffectTest {

    private final PostizErrors errors = new PostizErrors(Clock.systemUTC());

    static List<Throwable> notSent() {
        return List.of(
                new ThrottlerRejectedExecutionException("over the limit"),
                new RuntimeCamelException(new ThrottlerRejectedExecutionException("wrapped")),
                new ConnectionRequestTimeoutException("no connection became free"));
    }

    @ParameterizedTest
    @MethodSource("notSent")
    void what_a_policy_held_back_was_not_sent(Throwable refused) {
        assertThat(errors.explain(refused).outcome().mayBeRedelivered()).isTrue();
    }

    static List<Throwable> perhapsSent() {
        return List.of(
                new InterruptedException(),
                new RejectedExecutionException("the pool was shut down"),
                new RuntimeCamelException(new InterruptedException()),
                new InterruptedIOException(),
                new IllegalStateException("a bug, while Postiz worked"));
    }

    @ParameterizedTest
    @MethodSource("perhapsSent")
    void an_interrupt_or_a_fault_of_ours_proves_nothing(Throwable thrown) {
        Outcome outcome = errors.explain(thrown).outcome();

        assertThat(outcome.effect()).isEqualTo(Effect.RUNNING);
        assertThat(outcome.workEnded()).as("whether Postiz has ended its work").isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"DRAINING", "QUEUE_FULL", "LEDGER_UNAVAILABLE", "GATEWAY_STOPPED"})
    void a_gateway_that_cannot_take_the_call_now_does_not_blame_its_input(Reason reason) {
        PostizFailure failure = errors.explain(new LedgerException(reason, "Try again later."));

        assertThat(failure.kind()).isEqualTo(Kind.BUSY);
        assertThat(failure.sentence()).isEqualTo("Try again later.");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void what_postiz_refused_is_not_sent_again() {
        LedgerException refused = new LedgerException(Reason.REJECTED, "Too long.");

        assertThat(refused.outcome().mayBeRedelivered()).isFalse();
        assertThat(errors.explain(refused).kind()).isEqualTo(Kind.INVALID_INPUT);
    }
}
