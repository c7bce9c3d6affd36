package org.postizgateway.ledger.execution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.call.CallItem;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.Claim;
import org.postizgateway.ledger.call.DuplicateRule;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.call.NewCall;
import org.postizgateway.ledger.place.Places;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;

/**
 * A call whose caller waits. In each round it sends the items that nobody has sent; then it joins
 * those that are under way; then it has those looked up whose outcome is unknown. Once its time is
 * up it tells what it knows.
 */
final class InlineCall {

    private static final int MOST_ROUNDS = 50;

    private final CallerExchange caller;
    private final NewCall call;
    private final AsyncProcessor steps;
    private final DuplicateRule rule;
    private final CallServices services;
    private final boolean allowDuplicate;
    private final Map<Integer, ItemAnswer> answers = new TreeMap<>();
    private final Map<Integer, Integer> sameAs = new LinkedHashMap<>();
    private final Set<String> lookedFor = new HashSet<>();
    private Optional<Exchange> own = Optional.empty();
    private int rounds;

    InlineCall(
            CallerExchange caller,
            NewCall call,
            AsyncProcessor steps,
            DuplicateRule rule,
            CallServices services) {
        this.caller = caller;
        this.call = call;
        this.steps = steps;
        this.rule = rule;
        this.services = services;
        this.allowDuplicate = NewCall.allowsDuplicate(caller.exchange());
        for (int i = 0; i < call.fingerprints().size() && !allowDuplicate; i++) {
            int first = call.fingerprints().indexOf(call.fingerprints().get(i));
            if (first < i) {
                sameAs.put(i, first);
            }
        }
    }

    void begin() {
        caller.guarded(this::round);
    }

    private void round() {
        List<Integer> open = open();
        if (!open.isEmpty() && caller.isDue()) {
            open.forEach(position -> answers.put(position, ItemAnswer.notSent(outOfTime())));
            open = List.of();
        }
        if (open.isEmpty() || rounds++ > MOST_ROUNDS) {
            new InlineAnswer(caller, call, services).give(allAnswers(), own);
            return;
        }
        Runnable rest;
        try (Places.Place place = services.runner().place(Mode.INLINE, call.tenant())) {
            rest = claim(open, place);
        }
        rest.run();
    }

    /**
     * @return what is left to do when the place is taken by the call, or free for others again
     */
    private Runnable claim(List<Integer> open, Places.Place place) {
        CallState state = place.isFree() ? CallState.RUNNING : CallState.QUEUED;
        Claim claim = services.claim(call, open, allowDuplicate, state, rule, this::ration);
        List<Integer> sent = new ArrayList<>(open);
        sent.removeAll(claim.known().keySet());
        Map<Integer, LedgerCall> waiting = answerKnown(claim.known());
        if (claim.opened().isPresent()) {
            LedgerCall row = claim.opened().get();
            caller.exchange().setProperty(CallProperties.CALL_ID, row.id());
            return claim.refusal()
                    .map(refusal -> refused(row, refusal, sent))
                    .orElseGet(() -> send(row, sent, place));
        }
        return waiting.isEmpty() ? this::round : () -> join(waiting);
    }

    private List<Integer> open() {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < call.fingerprints().size(); i++) {
            if (!answers.containsKey(i) && !sameAs.containsKey(i)) {
                open.add(i);
            }
        }
        return open;
    }

    /** What is done is answered; what is under way or unknown remains. */
    private Map<Integer, LedgerCall> answerKnown(Map<Integer, LedgerCall> known) {
        Map<Integer, LedgerCall> waiting = new LinkedHashMap<>();
        known.forEach(
                (position, other) -> {
                    if (itemOf(other, position).state() == CallState.DONE) {
                        answer(position, other);
                    } else {
                        waiting.put(position, other);
                    }
                });
        return waiting;
    }

    private Runnable refused(LedgerCall row, Outcome refusal, List<Integer> positions) {
        services.runner().end(row, refusal);
        positions.forEach(p -> answers.put(p, ItemAnswer.notSent(refusal)));
        return this::round;
    }

    private Runnable send(LedgerCall row, List<Integer> positions, Places.Place place) {
        Exchange steps = caller.ownFor(call.request().only(positions));
        steps.setProperty(CallProperties.SENT_ITEMS, positions.size());
        own = Optional.of(steps);
        CompletableFuture<LedgerCall> end = services.watch().ended(row.id());
        caller.whenLeft(
                services.runner().submit(new Execution(row, steps, this.steps, rule), place));
        return () ->
                caller.then(
                        caller.await(end),
                        ended -> {
                            for (int i = 0; i < positions.size(); i++) {
                                CallItem item = ended.orElse(row).items().get(i);
                                answers.put(positions.get(i), answer(row, ended, item, false));
                            }
                            round();
                        });
    }

    /** Takes one of what Postiz accepts, or says why the opened call is let go. */
    private Optional<Outcome> ration() {
        return services.rations().take(call.tenant(), caller.exchange());
    }

    /** Waits for one of the calls that decide about open items. */
    private void join(Map<Integer, LedgerCall> waiting) {
        LedgerCall other = next(waiting);
        if (other.state().isOpen()) {
            caller.then(
                    awaitOther(true, services.watch().ended(other.id())),
                    ended -> joined(waiting, other, ended));
        } else if (lookedFor.add(other.id())) {
            caller.then(
                    awaitOther(false, services.lookups().again(other)),
                    ended -> lookedUp(waiting, ended.orElse(other)));
        } else {
            answerAll(waiting, other);
            round();
        }
    }

    private CompletableFuture<Optional<LedgerCall>> awaitOther(
            boolean isRunning, CompletableFuture<LedgerCall> end) {
        return services.metrics().joined(isRunning, caller.await(end));
    }

    /** Those under way come before those to look up. */
    private static LedgerCall next(Map<Integer, LedgerCall> waiting) {
        return waiting.values().stream()
                .filter(other -> other.state().isOpen())
                .findFirst()
                .orElseGet(() -> waiting.values().iterator().next());
    }

    private void joined(
            Map<Integer, LedgerCall> waiting, LedgerCall other, Optional<LedgerCall> ended) {
        waiting.forEach(
                (position, known) -> {
                    if (!known.id().equals(other.id())) {
                        return;
                    }
                    LedgerCall now = ended.orElse(other);
                    boolean unknown = itemOf(now, position).state() == CallState.UNKNOWN;
                    if (ended.isPresent() && wasWithdrawn(now)) {
                        return;
                    }
                    if (ended.isEmpty() || !unknown || lookedFor.contains(other.id())) {
                        answers.put(position, answer(other, ended, itemOf(now, position), true));
                    }
                });
        round();
    }

    /** Whoever had it sent left while it waited; it is sent for this caller then. */
    private static boolean wasWithdrawn(LedgerCall call) {
        return call.state() == CallState.FAILED
                && call.reason().filter(Reason.CANCELLED::equals).isPresent();
    }

    /** What was found not to be there is sent in the next round. */
    private void lookedUp(Map<Integer, LedgerCall> waiting, LedgerCall now) {
        waiting.forEach(
                (position, known) -> {
                    if (known.id().equals(now.id())
                            && itemOf(now, position).state() != CallState.FAILED) {
                        answer(position, now);
                    }
                });
        round();
    }

    private void answerAll(Map<Integer, LedgerCall> waiting, LedgerCall other) {
        waiting.forEach(
                (position, known) -> {
                    if (known.id().equals(other.id())) {
                        answer(position, other);
                    }
                });
    }

    private void answer(int position, LedgerCall other) {
        answers.put(position, ItemAnswer.of(other, itemOf(other, position), true));
    }

    private static ItemAnswer answer(
            LedgerCall row, Optional<LedgerCall> ended, CallItem item, boolean duplicate) {
        return ended.isPresent()
                ? ItemAnswer.of(ended.get(), item, duplicate)
                : ItemAnswer.running(row, item, duplicate);
    }

    private CallItem itemOf(LedgerCall other, int position) {
        return other.item(call.fingerprints().get(position)).orElseThrow();
    }

    private List<ItemAnswer> allAnswers() {
        List<ItemAnswer> all = new ArrayList<>();
        for (int i = 0; i < call.fingerprints().size(); i++) {
            Integer first = sameAs.get(i);
            ItemAnswer known = answers.get(first == null ? i : first);
            ItemAnswer told = known == null ? ItemAnswer.notSent(outOfTime()) : known;
            all.add(first == null ? told : told.again());
        }
        return all;
    }

    private static Outcome outOfTime() {
        return Outcome.none(
                Reason.STILL_RUNNING,
                "The time in which a call has to be answered was up before this was sent, so it was"
                        + " not. Make the same call again: what it has sent already is not sent"
                        + " twice.");
    }
}
