package org.postizgateway.ledger.execution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.Steps;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.NewCall;
import org.postizgateway.outcome.Effect;
import org.postizgateway.outcome.Outcome;

/** Gives the caller of an inline call what became of its items. */
record InlineAnswer(CallerExchange caller, NewCall call, CallServices services) {

    /**
     * @param own the exchange of the steps, if this call sent something
     */
    void give(List<ItemAnswer> answers, Optional<Exchange> own) {
        Exchange exchange = caller.exchange();
        Effect effect = effect(answers);
        exchange.setProperty(CallProperties.OUTCOME, effect.code());
        exchange.setProperty(
                CallProperties.ITEMS, answers.stream().map(ItemAnswer::describe).toList());
        if (effect != Effect.DONE) {
            caller.fail(failure(answers, effect), own);
            return;
        }
        if (answers.stream().allMatch(ItemAnswer::duplicate)) {
            markDuplicate(answers.get(0));
        }
        own.ifPresent(steps -> takeOver(steps, exchange));
        caller.answer(
                call.request()
                        .answer(
                                answers.stream()
                                        .map(a -> JsonBody.read(a.result().orElseThrow()))
                                        .toList()));
    }

    private void markDuplicate(ItemAnswer first) {
        Exchange exchange = caller.exchange();
        services.metrics().repeated(call.tool());
        exchange.setProperty(CallProperties.REPEATED, true);
        LedgerCall source = first.source().orElseThrow();
        exchange.setProperty(CallProperties.CALL_ID, source.id());
        exchange.setProperty(
                CallProperties.FIRST_ANSWERED_AT,
                source.finishedAt().orElseGet(Times::now).toString());
    }

    /** Headers that the steps left, and whether they failed before the result was found. */
    private static void takeOver(Exchange steps, Exchange exchange) {
        if (Steps.cause(steps).isPresent()) {
            exchange.setProperty(CallProperties.RECONCILED, true);
        } else {
            steps.getMessage()
                    .getHeaders()
                    .forEach(
                            (name, value) -> {
                                if (!name.startsWith("Camel")) {
                                    exchange.getMessage().setHeader(name, value);
                                }
                            });
        }
    }

    private static LedgerException failure(List<ItemAnswer> answers, Effect effect) {
        ItemAnswer decisive =
                answers.stream()
                        .filter(a -> a.effect() == effect)
                        .findFirst()
                        .orElseGet(
                                () ->
                                        answers.stream()
                                                .filter(a -> a.effect() != Effect.DONE)
                                                .findFirst()
                                                .orElseThrow());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("outcome", effect.code());
        decisive.source().ifPresent(source -> details.put(LedgerException.CALL_ID, source.id()));
        return new LedgerException(
                new Outcome(
                        effect,
                        decisive.outcome().reason(),
                        decisive.outcome().sentence(),
                        decisive.outcome().workEnded()),
                details);
    }

    /** What is least certain decides. */
    private static Effect effect(List<ItemAnswer> answers) {
        Set<Effect> all = answers.stream().map(ItemAnswer::effect).collect(Collectors.toSet());
        if (all.size() == 1) {
            return all.iterator().next();
        }
        if (all.contains(Effect.UNKNOWN)) {
            return Effect.UNKNOWN;
        }
        return all.contains(Effect.RUNNING) ? Effect.RUNNING : Effect.PARTLY;
    }
}
