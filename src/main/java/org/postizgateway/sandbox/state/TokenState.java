package org.postizgateway.sandbox.state;

/** What becomes of a helper call because of a channel's network token. */
public enum TokenState {
    VALID,
    /** Expired; refreshing works and the repeated call succeeds. */
    EXPIRED,
    /** Expired; refreshing fails, so the channel needs to be reconnected. */
    REFRESH_FAILS,
    /**
     * Expired; refreshing works and the network rejects the new token too. Over HTTP Postiz goes on
     * trying without end, over MCP it gives up after the first repetition.
     */
    REJECTED_AGAIN
}
