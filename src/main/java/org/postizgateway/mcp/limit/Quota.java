package org.postizgateway.mcp.limit;

import java.util.HashMap;
import java.util.Map;

/**
 * A bounded amount of something, in bytes or pieces, of which each owner may hold a share. What is
 * over a bound is not taken; what was taken is to be given back by whoever took it.
 */
public final class Quota {

    /** Whether an amount was taken, and which bound was in the way. */
    public enum Verdict {
        GRANTED,
        /** The owner's share is used up. */
        OWNER_EXCEEDED,
        /** All owners together use everything. */
        ALL_EXCEEDED
    }

    private final long perOwner;
    private final long inAll;
    private final Map<String, Long> held = new HashMap<>();
    private long total;

    /**
     * @param perOwner most that one owner holds
     * @param inAll most that all owners hold
     */
    public Quota(long perOwner, long inAll) {
        this.perOwner = perOwner;
        this.inAll = inAll;
    }

    /** Takes an amount for an owner, or nothing. */
    public synchronized Verdict take(String owner, long amount) {
        long own = held.getOrDefault(owner, 0L) + amount;
        if (own > perOwner) {
            return Verdict.OWNER_EXCEEDED;
        }
        if (total + amount > inAll) {
            return Verdict.ALL_EXCEEDED;
        }
        held.put(owner, own);
        total += amount;
        return Verdict.GRANTED;
    }

    /** Gives back what was taken before. */
    public synchronized void giveBack(String owner, long amount) {
        held.computeIfPresent(owner, (name, own) -> own > amount ? own - amount : null);
        total -= amount;
    }
}
