package org.postizgateway.postiz.outcome;

import java.util.Objects;
import org.apache.camel.Exchange;
import org.postizgateway.outcome.Effect;
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
    private static final String UPSTREAM_STATUS = "PostizUpstreamStatus";
    private static final String NONE = "-";
    private static final int TENANT_PREFIX = 8;

    private final PostizErrors errors;

    public SideEffectLog(PostizErrors errors) {
        this.errors = errors;
    }

    /** For {@code onException} and {@code doCatch}. */
    public void failed(Exchange exchange) {
        PostizFailure failure = errors.failure(exchange);
        boolean invalid = failure.kind() == Kind.INVALID_INPUT && failure.status() == 0;
        if (invalid || failure.kind() == Kind.QUOTA_EXCEEDED) {
            // refused before anything was attempted: the caller's to correct
            return;
        }
        String tenant = property(exchange, TENANT);
        LOG.warn(
                "{} {}: effect {}, reason {}, status {}, call {}, tenant {}, job {}",
                exchange.getFromRouteId(),
                failure.effect() == Effect.NONE ? "failed" : "may have had an effect",
                failure.effect().code(),
                reason(exchange, failure),
                status(exchange, failure),
                property(exchange, CALL),
                tenant.substring(0, Math.min(TENANT_PREFIX, tenant.length())),
                property(exchange, JOB_ID));
    }

    private static String reason(Exchange exchange, PostizFailure failure) {
        String reason = failure.outcome().reason().code();
        return exchange.getProperty(REPEATED, false, Boolean.class)
                ? reason + " (an identical call, held back)"
                : reason;
    }

    /** Of the answer that the ledger made an outcome of, where it was one. */
    private static Object status(Exchange exchange, PostizFailure failure) {
        int status = exchange.getProperty(UPSTREAM_STATUS, failure.status(), Integer.class);
        return status == 0 ? NONE : status;
    }

    private static String property(Exchange exchange, String name) {
        return Objects.toString(exchange.getProperty(name), NONE);
    }
}
