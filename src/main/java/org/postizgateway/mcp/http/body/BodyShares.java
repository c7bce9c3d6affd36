package org.postizgateway.mcp.http.body;

import java.util.Optional;
import org.postizgateway.mcp.http.head.Refusal;
import org.postizgateway.mcp.limit.LimitListener;
import org.postizgateway.mcp.limit.Quota;

/** The bytes of request bodies that are in memory, and what a caller is told of their bounds. */
public final class BodyShares {

    private static final int SECONDS_TO_WAIT = 1;

    private final BodyLimits limits;
    private final Quota bytes;
    private final LimitListener listener;

    public BodyShares(BodyLimits limits, LimitListener listener) {
        this.limits = limits;
        this.bytes = new Quota(limits.perCaller(), limits.inAll());
        this.listener = listener;
    }

    BodyLimits limits() {
        return limits;
    }

    /** Counts bytes for an owner; a refusal when they are too many. */
    Optional<Refusal> take(String owner, long amount) {
        return switch (bytes.take(owner, amount)) {
            case GRANTED -> Optional.empty();
            case OWNER_EXCEEDED -> {
                listener.exceeded("caller-body-bytes");
                yield Optional.of(
                        Refusal.later(
                                429,
                                "Your requests under way hold "
                                        + limits.perCaller()
                                        + " bytes, which is your share; wait for their answers",
                                SECONDS_TO_WAIT));
            }
            case ALL_EXCEEDED -> {
                listener.exceeded("body-bytes");
                yield Optional.of(
                        Refusal.later(
                                503,
                                "The requests under way are too large together; retry",
                                SECONDS_TO_WAIT));
            }
        };
    }

    void giveBack(String owner, long amount) {
        bytes.giveBack(owner, amount);
    }

    /** Tells that a body took too long. */
    void late() {
        listener.exceeded("body-time");
    }
}
