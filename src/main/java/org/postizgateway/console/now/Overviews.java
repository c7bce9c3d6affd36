package org.postizgateway.console.now;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.postizgateway.console.now.Overview.Configuration;
import org.postizgateway.console.now.Overview.Dependency;
import org.postizgateway.console.now.Overview.Ledger;
import org.postizgateway.console.now.Overview.Peer;
import org.postizgateway.generation.Generations;
import org.postizgateway.ledger.overview.LedgerOverview;
import org.postizgateway.ledger.replica.Replica;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Looks at everything once and says how things stand. */
@Component
public class Overviews {

    private static final int MOST_POSTS = 20;
    private static final int MOST_TENANTS = 100;

    private final HealthContributorRegistry health;
    private final CircuitBreakerRegistry breakers;
    private final MeterRegistry meters;
    private final Generations generations;
    private final LedgerOverview ledger;
    private final Replica replica;
    private final CallRates rates;

    public Overviews(
            HealthContributorRegistry health,
            CircuitBreakerRegistry breakers,
            MeterRegistry meters,
            Generations generations,
            LedgerOverview ledger,
            Replica replica,
            CallRates rates) {
        this.health = health;
        this.breakers = breakers;
        this.meters = meters;
        this.generations = generations;
        this.ledger = ledger;
        this.replica = replica;
        this.rates = rates;
    }

    public Overview look() {
        Dependency postiz = dependency("upstream", "url");
        Dependency database = dependency("ledger", "replica");
        Map<String, String> states = breakerStates();
        int heldBack = heldBack();
        Configuration configuration = configuration();
        Optional<Ledger> told =
                database.up() ? askLedger(configuration.serving()) : Optional.empty();
        return new Overview(
                Instant.now(),
                Attentions.of(postiz, database, states, heldBack, configuration, told),
                postiz,
                database,
                states,
                heldBack,
                configuration,
                told,
                rates.tools(),
                rates.perSecond());
    }

    private Dependency dependency(String name, String detail) {
        if (!(health.getContributor(name) instanceof HealthIndicator indicator)) {
            return new Dependency(true, "");
        }
        Health told = indicator.getHealth(true);
        boolean up = told.getStatus().equals(Status.UP);
        Object reason = up ? null : told.getDetails().get("reason");
        Object word = reason == null ? told.getDetails().get(detail) : reason;
        return new Dependency(up, word == null ? "" : String.valueOf(word));
    }

    private Map<String, String> breakerStates() {
        Map<String, String> states = new TreeMap<>();
        breakers.getAllCircuitBreakers()
                .forEach(
                        breaker ->
                                states.put(
                                        breaker.getName(),
                                        breaker.getState().name().toLowerCase(Locale.ROOT)));
        return states;
    }

    private int heldBack() {
        Gauge gauge = meters.find("postiz.callers.held.back").gauge();
        return gauge == null ? 0 : (int) gauge.value();
    }

    private Configuration configuration() {
        return new Configuration(
                generations.serving().map(serving -> serving.set().hash()).orElse(""),
                generations.serving().map(serving -> serving.startedAt()),
                generations
                        .refusal()
                        .map(refusal -> refusal.problems().stream().map(String::valueOf).toList())
                        .orElse(List.of()));
    }

    private Optional<Ledger> askLedger(String here) {
        try {
            Map<String, Integer> letters = new TreeMap<>();
            ledger.unfinishedLetters().forEach((reason, n) -> letters.put(reason.code(), n));
            return Optional.of(
                    new Ledger(
                            letters,
                            ledger.unclearCalls(),
                            ledger.openPosts(),
                            ledger.oldestOpenPosts(MOST_POSTS),
                            ledger.quotaLeft(MOST_TENANTS),
                            ledger.closedRations(),
                            replica.alive().stream().map(peer -> peer(peer, here)).toList()));
        } catch (DataAccessException | TransactionException e) {
            return Optional.empty();
        }
    }

    private Peer peer(Replica.Peer peer, String here) {
        boolean self = peer.id().equals(replica.id());
        return new Peer(
                peer.id(), self, peer.startedAt(), self ? here : peer.configuration().orElse(""));
    }
}
