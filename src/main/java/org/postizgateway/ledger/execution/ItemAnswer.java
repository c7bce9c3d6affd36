package org.postizgateway.ledger.execution;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.call.CallItem;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.outcome.Effect;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;

/**
 * What a caller is told of one item.
 *
 * @param result JSON, of one that is done
 * @param outcome of one that is not
 * @param duplicate whether another call sent it
 * @param source the call that sent it, if any did
 * @param sentPosition its position in that call's request
 */
record ItemAnswer(
        Effect effect,
        Optional<String> result,
        Outcome outcome,
        boolean duplicate,
        Optional<LedgerCall> source,
        int sentPosition) {

    /** As the call that sent it has ended. */
    static ItemAnswer of(LedgerCall ended, CallItem item, boolean duplicate) {
        Effect effect = item.state().effect();
        Outcome outcome =
                new Outcome(
                        effect,
                        effect == Effect.UNKNOWN
                                ? Reason.OUTCOME_UNKNOWN
                                : ended.reason().orElse(Reason.NOT_CREATED),
                        ended.message(),
                        ended.workEnded());
        return new ItemAnswer(
                effect, item.result(), outcome, duplicate, Optional.of(ended), item.position());
    }

    /** Still under way when the caller's time was up. */
    static ItemAnswer running(LedgerCall call, CallItem item, boolean duplicate) {
        String sentence =
                call.state() == CallState.QUEUED
                        ? "It waits for a place and will be sent to Postiz"
                        : "Postiz has not answered yet. The gateway keeps waiting for it";
        Outcome outcome =
                new Outcome(
                        Effect.RUNNING,
                        Reason.STILL_RUNNING,
                        sentence
                                + " (call "
                                + call.id()
                                + "). It may take hold at any time, so send nothing else in its"
                                + " place. To learn what became of it, make exactly the same call"
                                + " again: it joins this one and sends nothing twice.",
                        false);
        return new ItemAnswer(
                Effect.RUNNING,
                Optional.empty(),
                outcome,
                duplicate,
                Optional.of(call),
                item.position());
    }

    /** Not sent. */
    static ItemAnswer notSent(Outcome outcome) {
        return new ItemAnswer(
                outcome.effect(), Optional.empty(), outcome, false, Optional.empty(), 0);
    }

    /** The same item once more in the same call. */
    ItemAnswer again() {
        return new ItemAnswer(effect, result, outcome, true, source, sentPosition);
    }

    Map<String, Object> describe() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("outcome", effect.code());
        result.map(JsonBody::read).ifPresent(value -> map.put("result", value));
        if (effect != Effect.DONE) {
            map.put("message", outcome.sentence());
        }
        map.put("duplicate", duplicate);
        source.ifPresent(call -> map.put("callId", call.id()));
        map.put("sentPosition", sentPosition);
        return map;
    }
}
