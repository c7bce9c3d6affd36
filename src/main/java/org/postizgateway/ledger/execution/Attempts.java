package org.postizgateway.ledger.execution;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.support.PluginHelper;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.call.Ending;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.lookup.Lookups;
import org.postizgateway.ledger.ration.Rations;
import org.postizgateway.ledger.replica.Draining;
import org.postizgateway.outcome.Effect;
import org.postizgateway.outcome.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the steps of calls, and tells by what came of them how the calls ended. */
public final class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final RecordAttempt record;
    private final Lookups lookups;
    private final Rations rations;
    private final Draining draining;
    private final String itemsIn;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /**
     * @param record of those that fail
     * @param lookups where an outcome that the steps do not tell may be found
     * @param rations learn from the answers
     * @param draining once it is over, the routes that would look up an outcome end as well
     * @param itemsIn the list in a request whose entries are its items
     */
    public Attempts(
            RecordAttempt record,
            Lookups lookups,
            Rations rations,
            Draining draining,
            String itemsIn) {
        this.record = record;
        this.lookups = lookups;
        this.rations = rations;
        this.draining = draining;
        this.itemsIn = itemsIn;
    }

    /** Calls whose steps are being made at this moment. */
    int running() {
        return running.size();
    }

    boolean isRunning(String callId) {
        return running.contains(callId);
    }

    /** Makes the steps on this thread; how it ended may still have to be looked up then. */
    CompletableFuture<Ending> make(Execution execution) {
        return steps(execution).handle((ending, e) -> e == null ? ending : broken(execution, e));
    }

    private CompletableFuture<Ending> steps(Execution execution) {
        LedgerCall call = execution.call();
        Exchange own = execution.own();
        running.add(call.id());
        try {
            record.start(own, call.id(), call.attempts());
            HeldCall.begin(own, call);
            PluginHelper.getAsyncProcessorAwaitManager(own.getContext())
                    .process(execution.steps(), own);
            return ended(execution);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        } finally {
            running.remove(call.id());
        }
    }

    private CompletableFuture<Ending> ended(Execution execution) {
        LedgerCall call = execution.call();
        Exchange own = execution.own();
        Optional<Outcome> failure = record.failureOf(own);
        rations.learn(call.tenant(), own, failure);
        if (failure.isPresent()) {
            record.record(own, call.id(), failure.get());
            return failed(execution, failure.get(), record.failedAttempts(own));
        }
        int made = record.failedAttempts(own) + 1;
        ItemResults results = ItemResults.of(call, JsonBody.of(own), itemsIn);
        return results.failure().isPresent()
                ? failed(execution, results.failure().get(), made)
                : CompletableFuture.completedFuture(Ending.done(results.json(), made));
    }

    private CompletableFuture<Ending> failed(Execution execution, Outcome failure, int made) {
        LedgerCall call = execution.call();
        if (failure.effect() == Effect.NONE) {
            return CompletableFuture.completedFuture(Ending.without(call, failure, made));
        }
        return !draining.isOver() && lookups.canTell(call)
                ? lookups.afterFailure(call, failure, made)
                : CompletableFuture.completedFuture(
                        Ending.without(
                                call, UnknownSentence.of(call, failure, execution.rule()), made));
    }

    private Ending broken(Execution execution, Throwable thrown) {
        LedgerCall call = execution.call();
        LOG.error("Call {} broke", call.id(), thrown);
        Outcome broke = Outcome.unknown("The gateway failed while Postiz worked.", false);
        return Ending.without(
                call,
                UnknownSentence.of(call, broke, execution.rule()),
                record.failedAttempts(execution.own()) + 1);
    }
}
