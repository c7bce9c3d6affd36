package org.postizgateway.ledger.lookup;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.ledger.call.store.CallTransitions;

/**
 * Looks again, after growing pauses, for calls of unknown outcome whose tenants' credentials are at
 * hand. Those that stay unknown come later and later, so that they keep no newer ones back.
 */
public final class LookAgain {

    private static final int TENANTS = 500;
    private static final int PER_ROUND = 20;

    private final CallRepository calls;
    private final CallTransitions transitions;
    private final Lookups lookups;
    private final Credentials credentials;
    private final LookPauses pauses;

    public LookAgain(
            CallRepository calls,
            CallTransitions transitions,
            Lookups lookups,
            Credentials credentials,
            LookPauses pauses) {
        this.calls = calls;
        this.transitions = transitions;
        this.lookups = lookups;
        this.credentials = credentials;
        this.pauses = pauses;
    }

    /** Starts the looks that are due; does not wait for them. */
    public void round() {
        Instant now = Times.now();
        List<String> due = calls.tenantsToLookFor(now);
        Set<String> known = due.isEmpty() ? Set.of() : credentials.tenants();
        List<String> reachable = due.stream().filter(known::contains).limit(TENANTS).toList();
        if (!reachable.isEmpty()) {
            calls.toLookFor(reachable, now, PER_ROUND).forEach(call -> look(call, now));
        }
    }

    private void look(LedgerCall unknown, Instant now) {
        Instant next = pauses.next(unknown, now).orElse(now.plus(pauses.shortest()));
        if (transitions.postpone(unknown, now, next)) {
            lookups.again(unknown);
        }
    }
}
