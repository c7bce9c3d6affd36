package org.postizgateway.ledger.call.store;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postizgateway.ledger.call.LedgerCall;

/**
 * The open calls that this process is working on. A row that carries this replica's id and is not
 * among them was left behind, for example when the database lost the answer to a commit.
 */
public final class InFlightCalls {

    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private Set<String> suspects = Set.of();

    public void add(String id) {
        ids.add(id);
    }

    public void remove(String id) {
        ids.remove(id);
    }

    public boolean has(String id) {
        return ids.contains(id);
    }

    /**
     * Those of this replica's open calls that were left behind. One counts only the second time it
     * is seen so: it may have been written just now.
     */
    public synchronized List<LedgerCall> leftBehind(Collection<LedgerCall> open) {
        Set<String> unheld = new HashSet<>();
        open.forEach(call -> unheld.add(call.id()));
        unheld.removeAll(ids);
        List<LedgerCall> left =
                open.stream()
                        .filter(call -> unheld.contains(call.id()))
                        .filter(call -> suspects.contains(call.id()))
                        .toList();
        suspects = unheld;
        return left;
    }
}
