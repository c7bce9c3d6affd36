package org.postizgateway.mcp.tool;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.postizgateway.mcp.McpConstants;

/**
 * Whether one call of a tool may have begun to change something. A call that is given up before it
 * has begun cannot begin any more, so its caller can be told that nothing was changed.
 */
public final class Changes {

    private enum State {
        NOT_BEGUN,
        BEGUN,
        GIVEN_UP
    }

    private final AtomicReference<State> state;

    /**
     * @param announced whether the route says when it begins; it has from the start otherwise
     */
    Changes(boolean announced) {
        this.state = new AtomicReference<>(announced ? State.NOT_BEGUN : State.BEGUN);
    }

    /** Tells the route of an exchange whom to ask. */
    void prepare(Exchange exchange) {
        exchange.setProperty(McpConstants.BEGIN_CHANGES, (BooleanSupplier) this::begin);
        exchange.setProperty(McpConstants.UNCHANGED, (BooleanSupplier) this::isUnchanged);
    }

    /** For a step that changes something: says so to whoever runs the route of the exchange. */
    static boolean begin(Exchange exchange) {
        BooleanSupplier begin =
                exchange.getProperty(McpConstants.BEGIN_CHANGES, BooleanSupplier.class);
        return begin == null || begin.getAsBoolean();
    }

    private boolean begin() {
        return state.updateAndGet(now -> now == State.NOT_BEGUN ? State.BEGUN : now) == State.BEGUN;
    }

    private boolean isUnchanged() {
        return state.get() != State.BEGUN;
    }

    /**
     * @return whether nothing was changed, nor will be
     */
    boolean giveUp() {
        return state.updateAndGet(now -> now == State.NOT_BEGUN ? State.GIVEN_UP : now)
                == State.GIVEN_UP;
    }
}
