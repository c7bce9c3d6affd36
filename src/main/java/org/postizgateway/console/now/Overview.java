package org.postizgateway.console.now;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.ledger.overview.LedgerOverview;
import org.postizgateway.ledger.overview.LedgerOverview.ClosedRation;
import org.postizgateway.ledger.overview.LedgerOverview.OpenPost;

/**
 * How things stand, at a glance.
 *
 * @param attention what needs a person, the most urgent first
 * @param breakers state of each circuit breaker by its name: {@code closed}, {@code open}, …
 * @param callersHeldBack callers whose own calls to Postiz run into timeouts
 * @param ledger what the ledger tells; empty while it cannot be used
 * @param tools calls of this replica
 * @param perSecond calls per second of this replica, in steps of five seconds, the oldest first
 */
public record Overview(
        Instant at,
        List<Attention> attention,
        Dependency postiz,
        Dependency database,
        Map<String, String> breakers,
        int callersHeldBack,
        Configuration configuration,
        Optional<Ledger> ledger,
        List<ToolRate> tools,
        List<Double> perSecond) {

    /**
     * What the gateway cannot do without.
     *
     * @param detail its address or what keeps it away
     */
    public record Dependency(boolean up, String detail) {}

    /**
     * @param serving hash of the configuration that serves; empty before one does
     * @param problems why the one that is wanted is refused; empty when it serves
     */
    public record Configuration(String serving, Optional<Instant> since, List<String> problems) {}

    /**
     * @param deadLetters that need somebody, by reason; {@link LedgerOverview#MOST_LETTERS} stands
     *     for as many or more
     * @param unclearCalls of unknown outcome
     * @param openPosts how many posts that were due are not as they should be, by state
     * @param oldestOpenPosts the first of them, those that were due longest ago first
     * @param quotaLeft creates that Postiz has left in this hour by tenant, those with the fewest
     *     first
     * @param rations tenants that Postiz takes no more calls of
     */
    public record Ledger(
            Map<String, Integer> deadLetters,
            int unclearCalls,
            Map<String, Integer> openPosts,
            List<OpenPost> oldestOpenPosts,
            Map<String, Integer> quotaLeft,
            List<ClosedRation> rations,
            List<Peer> replicas) {

        /** Whether there are more dead letters than were counted. */
        public boolean moreLetters() {
            return deadLetters.values().stream().anyMatch(n -> n >= LedgerOverview.MOST_LETTERS);
        }
    }

    /**
     * A gateway that shares the ledger.
     *
     * @param self whether it is this one
     * @param serving hash of its configuration; empty when it has not said so
     */
    public record Peer(String id, boolean self, Instant startedAt, String serving) {}
}
