package org.postizgateway.config.route;

import java.util.Optional;
import org.postizgateway.ledger.Failure;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.OutcomeClassifier;
import org.postizgateway.ledger.Reason;
import org.postizgateway.ledger.Steps;
import org.postizgateway.ledger.Verdict;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.failure.PostizFailure;
import org.postizgateway.postiz.failure.PostizFailure.Effect;
import org.postizgateway.postiz.failure.PostizFailure.Kind;

/** Lets the ledger and Postiz's errors understand each other, which do not know of each other. */
final class LedgerAdapters {

    private LedgerAdapters() {}

    /** What a failed call to Postiz proves, in the words of the ledger. */
    static OutcomeClassifier classifier(PostizErrors errors) {
        return exchange ->
                Steps.cause(exchange).map(cause -> failure(errors.failure(exchange, cause)));
    }

    /** What a failure of the ledger means to the caller, in the words of Postiz's errors. */
    static Optional<PostizFailure> explain(Throwable thrown) {
        if (!(thrown instanceof LedgerException failed)) {
            return Optional.empty();
        }
        boolean unclear = failed.reason() == Reason.OUTCOME_UNKNOWN;
        return Optional.of(
                new PostizFailure(
                        unclear ? Kind.REFUSED : Kind.INVALID_INPUT,
                        failed.getMessage(),
                        0,
                        Optional.empty(),
                        unclear ? Effect.UNCLEAR : Effect.NONE));
    }

    private static Failure failure(PostizFailure failed) {
        return new Failure(
                verdict(failed),
                reason(failed),
                failed.sentence(),
                failed.effect() == Effect.MAY_CONTINUE);
    }

    private static Verdict verdict(PostizFailure failed) {
        if (failed.effect() != Effect.NONE) {
            return Verdict.UNCLEAR;
        }
        return failed.retryable() ? Verdict.DID_NOT_HAPPEN : Verdict.REJECTED;
    }

    private static Reason reason(PostizFailure failed) {
        if (failed.effect() != Effect.NONE) {
            return Reason.OUTCOME_UNKNOWN;
        }
        return switch (failed.kind()) {
            case RATE_LIMITED -> Reason.THROTTLED;
            case BUSY -> Reason.BREAKER_OPEN;
            case UNREACHABLE, UNAVAILABLE, CONNECTION_LOST, TIMEOUT, SERVER_ERROR, UNREADABLE ->
                    Reason.RETRIES_EXHAUSTED;
            default -> Reason.REJECTED;
        };
    }
}
