package org.postizgateway.postiz.outcome;

import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.outcome.Effect;
import org.postizgateway.outcome.KnownOutcome;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.failure.PostizFailure;
import org.postizgateway.postiz.failure.PostizFailure.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WARN for each call that should have changed something at Postiz and failed, or of which
 * nobody knows whether it did. It names nothing that a caller wrote, and no sentence of Postiz's,
 * which may repeat that.
 */
public final class SideEffectLog {

    private static final Logger LOG = LoggerFactory.getLogger(SideEffectLog.class);

    private static final String CALL = "CamelMcpCall";
    private static final String TENANT = "PostizTenant";
    private static final String JOB_ID = "PostizJobId";
    private static final String REPEATED = "PostizRepeated";

    /** On the exchange on which a call in the ledger is made. */
    private static final String LEDGER_ATTEMPTS = "PostizLedgerAttempts";

    private static final String UPSTREAM_STATUS = "PostizUpstreamStatus";
    private static final String NONE = "-";
    private static final int TENANT_PREFIX = 8;

    private final PostizErrors errors;

    public SideEffectLog(PostizErrors errors) {
        this.errors = errors;
    }

    /** For {@code onException} and {@code doCatch}. */
    public void failed(Exchange exchange) {
        boolean steps = exchange.getProperty(LEDGER_ATTEMPTS) != null;
        boolean repeated = exchange.getProperty(REPEATED, false, Boolean.class);
        if (steps || isWrittenDown(exchange) && !repeated) {
            // the call's own end is told
            return;
        }
        PostizFailure failure = errors.failure(exchange);
        boolean invalid = failure.kind() == Kind.INVALID_INPUT && failure.status() == 0;
        if (invalid || failure.kind() == Kind.QUOTA_EXCEEDED) {
            // refused before anything was attempted: the caller's to correct
            return;
        }
        String reason = failure.outcome().reason().code();
        warn(
                exchange.getFromRouteId(),
                failure.effect(),
                repeated ? reason + " (an identical call, held back)" : reason,
                status(exchange, failure.status()),
                property(exchange, CALL),
                property(exchange, TENANT),
                property(exchange, JOB_ID));
    }

    /**
     * For a call in the ledger that has ended without its result.
     *
     * @param id in the ledger
     * @param steps the exchange on which it was made, where that is known
     */
    public void ended(
            String tool, Outcome outcome, String tenant, String id, Optional<Exchange> steps) {
        warn(
                tool,
                outcome.effect(),
                outcome.reason().code(),
                steps.map(exchange -> status(exchange, 0)).orElse(NONE),
                steps.map(exchange -> property(exchange, CALL)).orElse(NONE),
                tenant,
                id);
    }

    private static void warn(
            String tool,
            Effect effect,
            String reason,
            String status,
            String call,
            String tenant,
            String job) {
        LOG.warn(
                "{} {}: effect {}, reason {}, status {}, call {}, tenant {}, job {}",
                tool,
                effect == Effect.NONE ? "failed" : "may have had an effect",
                effect.code(),
                reason,
                status,
                call,
                tenant.substring(0, Math.min(TENANT_PREFIX, tenant.length())),
                job);
    }

    private static boolean isWrittenDown(Exchange exchange) {
        Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof KnownOutcome known) {
                return known.isWrittenDown();
            }
        }
        return false;
    }

    /** Of the answer that the ledger made an outcome of, where it was one. */
    private static String status(Exchange exchange, int known) {
        int status = exchange.getProperty(UPSTREAM_STATUS, known, Integer.class);
        return status == 0 ? NONE : Integer.toString(status);
    }

    private static String property(Exchange exchange, String name) {
        return Objects.toString(exchange.getProperty(name), NONE);
    }
}
