package org.postizgateway.ledger.lookup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.Ending;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.lookup.Reconciliation.Finding;
import org.postizgateway.outcome.Reason;

/**
 * Draws the conclusion from a look into Postiz.
 *
 * @param workEnded whether what is not there now certainly will not appear: Postiz has ended its
 *     work on the request, or has meanwhile carried out one that was sent later. Time alone proves
 *     nothing: a create that waits in a queue of Postiz can be carried out hours later
 * @param settled not before this time is anything concluded from what is not there
 */
record Conclusion(LedgerCall call, String why, boolean workEnded, Instant settled, Instant now) {

    static final String ALLOW_DUPLICATE =
            "Set "
                    + CallProperties.ALLOW_DUPLICATE_ARGUMENT
                    + " to send it regardless, at the risk of a duplicate.";

    Ending from(Reconciliation seen, int attempts) {
        List<Ending.Item> items = seen.items().stream().map(this::item).toList();
        CallState state =
                items.stream().allMatch(item -> item.state() == CallState.DONE)
                        ? CallState.DONE
                        : CallState.UNKNOWN;
        if (state == CallState.DONE) {
            return new Ending(items, Optional.empty(), "", true, false, attempts);
        }
        boolean open = items.stream().anyMatch(item -> item.state() == CallState.UNKNOWN);
        return new Ending(
                items,
                Optional.of(open ? Reason.OUTCOME_UNKNOWN : Reason.NOT_CREATED),
                join(why, seen.note(), found(seen), advice(seen, open)),
                workEnded,
                false,
                attempts);
    }

    private boolean isOver() {
        return workEnded && !settled.isAfter(now);
    }

    private Ending.Item item(Reconciliation.Item seen) {
        return switch (seen.finding()) {
            case PRESENT -> Ending.Item.done(seen.result().orElse("\"created\""));
            case ABSENT -> Ending.Item.without(isOver() ? CallState.FAILED : CallState.UNKNOWN);
            case CANNOT_TELL -> Ending.Item.without(CallState.UNKNOWN);
        };
    }

    private static String found(Reconciliation seen) {
        if (seen.items().stream().noneMatch(item -> item.finding() == Finding.ABSENT)) {
            return "It is not known whether this exists in Postiz.";
        }
        return seen.items().stream().anyMatch(item -> item.finding() == Finding.PRESENT)
                ? "Postiz lists only a part of it."
                : "Postiz does not list it.";
    }

    private String advice(Reconciliation seen, boolean open) {
        if (!open) {
            return "What is missing was not created and can be sent again.";
        }
        if (seen.items().stream().noneMatch(item -> item.finding() == Finding.ABSENT)) {
            return "The same call again makes the gateway look again before anything is sent.";
        }
        if (workEnded) {
            return "It may still appear. Repeat the same call after "
                    + settled
                    + ": the gateway looks first and sends only what is not there. "
                    + ALLOW_DUPLICATE;
        }
        return "It may still appear, however late: Postiz may have it waiting. The same call again"
                + " makes the gateway look again; it sends it anew only once a later post of yours"
                + " shows that Postiz carries posts out. "
                + ALLOW_DUPLICATE;
    }

    private static String join(String... sentences) {
        return String.join(" ", List.of(sentences).stream().filter(s -> !s.isBlank()).toList());
    }
}
