package org.postizgateway.console.tenant;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.overview.LedgerOverview;
import org.postizgateway.ledger.overview.TenantOverview;
import org.postizgateway.ledger.overview.TenantOverview.TenantCalls;
import org.springframework.stereotype.Component;

/** The tenants that something is known of: from the ledger, from Postiz, from this replica. */
@Component
class TenantList {

    private static final int MOST = 200;

    private final TenantOverview calls;
    private final LedgerOverview ledger;
    private final Credentials credentials;

    TenantList(TenantOverview calls, LedgerOverview ledger, Credentials credentials) {
        this.calls = calls;
        this.ledger = ledger;
        this.credentials = credentials;
    }

    /**
     * Those with the latest calls first, then those of which only a credential or quota is known.
     */
    List<Tenant> latest() {
        Map<String, TenantCalls> called =
                calls.latest(MOST).stream()
                        .collect(
                                Collectors.toMap(
                                        TenantCalls::tenant,
                                        Function.identity(),
                                        (a, b) -> a,
                                        LinkedHashMap::new));
        Map<String, Map<String, Instant>> closed = new HashMap<>();
        ledger.closedRations()
                .forEach(
                        ration ->
                                closed.computeIfAbsent(ration.tenant(), any -> new TreeMap<>())
                                        .put(ration.quota(), ration.opensAt()));
        Map<String, Integer> left = ledger.quotaLeft(MOST);
        Set<String> remembered = credentials.remembered();
        Set<String> all = new LinkedHashSet<>(called.keySet());
        all.addAll(closed.keySet());
        all.addAll(remembered);
        all.addAll(left.keySet());
        return all.stream()
                .limit(MOST)
                .map(
                        tenant ->
                                tenant(
                                        tenant,
                                        Optional.ofNullable(called.get(tenant)),
                                        Optional.ofNullable(left.get(tenant)),
                                        closed.getOrDefault(tenant, Map.of()),
                                        remembered.contains(tenant)))
                .toList();
    }

    private static Tenant tenant(
            String tenant,
            Optional<TenantCalls> calls,
            Optional<Integer> left,
            Map<String, Instant> closed,
            boolean remembered) {
        return new Tenant(
                tenant,
                calls.map(TenantCalls::lastCall),
                calls.map(TenantCalls::calls).orElse(0),
                calls.map(TenantCalls::withoutResult).orElse(0),
                calls.map(TenantCalls::jobs).orElse(0),
                calls.map(TenantCalls::openJobs).orElse(0),
                left,
                closed,
                remembered);
    }
}
