package org.postizgateway.ledger.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.postizgateway.ledger.call.CallItem;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.NewCall;
import org.postizgateway.outcome.Effect;

/** Looks whether what earlier calls have made is still there, before their answers are repeated. */
record RepeatedItems(CallerExchange caller, NewCall call, CallServices services) {

    /** Each costs a list; whoever repeats more than these has them told unseen. */
    private static final int MOST_LOOKS = 10;

    private static final long LONGEST_LOOK_MS = 5_000;

    /** Goes on with the answers, marked where something is gone; unmarked if that takes long. */
    void checked(List<ItemAnswer> answers, Consumer<List<ItemAnswer>> next) {
        boolean any = answers.stream().anyMatch(RepeatedItems::isRepeated);
        if (!any || caller.isDue() || !services.existence().canTell(call.tool())) {
            next.accept(answers);
            return;
        }
        services.lookups()
                .run(() -> look(answers))
                .completeOnTimeout(answers, LONGEST_LOOK_MS, TimeUnit.MILLISECONDS)
                .exceptionally(e -> answers)
                .thenAcceptAsync(
                        told -> caller.guarded(() -> next.accept(told)), services.workers());
    }

    private List<ItemAnswer> look(List<ItemAnswer> answers) {
        List<ItemAnswer> told = new ArrayList<>();
        int looks = 0;
        for (ItemAnswer answer : answers) {
            boolean looked = isRepeated(answer) && looks++ < MOST_LOOKS;
            told.add(looked && isGone(answer) ? answer.gone() : answer);
        }
        return told;
    }

    private boolean isGone(ItemAnswer answer) {
        LedgerCall source = answer.source().orElseThrow();
        CallItem item = source.items().get(answer.sentPosition());
        return services.existence().isGone(source, item);
    }

    private static boolean isRepeated(ItemAnswer answer) {
        return answer.duplicate() && answer.effect() == Effect.DONE && answer.source().isPresent();
    }
}
