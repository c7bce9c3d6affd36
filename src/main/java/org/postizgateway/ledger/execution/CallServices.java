package org.postizgateway.ledger.execution;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.LedgerMetrics;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.Claim;
import org.postizgateway.ledger.call.DuplicateRule;
import org.postizgateway.ledger.call.NewCall;
import org.postizgateway.ledger.call.store.CallWatch;
import org.postizgateway.ledger.call.store.Claims;
import org.postizgateway.ledger.lookup.Lookups;
import org.postizgateway.ledger.ration.Rations;
import org.postizgateway.ledger.replica.Draining;
import org.postizgateway.outcome.Outcome;

/**
 * What the processors of all ledger policies share.
 *
 * @param workers continue calls that waited; they wait for nothing but the ledger
 * @param patience how long after a call came in it is answered at the latest
 * @param itemsIn the list in a request whose entries are its items
 */
public record CallServices(
        Claims claims,
        CallRunner runner,
        Lookups lookups,
        CallWatch watch,
        Rations rations,
        Deliveries deliveries,
        Progress progress,
        Credentials credentials,
        Draining draining,
        LedgerMetrics metrics,
        Executor workers,
        Duration patience,
        String itemsIn) {

    /** Opens a row for those of the items that nothing decides about, as {@link Claims} says. */
    Claim claim(
            NewCall call,
            List<Integer> positions,
            boolean allowDuplicate,
            CallState state,
            DuplicateRule rule,
            Supplier<Optional<Outcome>> ration) {
        return metrics.atDatabase(
                "claim", () -> claims.claim(call, positions, allowDuplicate, state, rule, ration));
    }
}
