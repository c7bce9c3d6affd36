package org.postizgateway.ledger.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.ledger.bulk.LetterPages;
import org.postizgateway.ledger.deadletter.DeadLetter;
import org.postizgateway.ledger.deadletter.DeadLetterFilter;
import org.postizgateway.ledger.deadletter.DeadLetterState;
import org.postizgateway.ledger.media.Replays;

/** Has everything made again that was given up. */
final class Operator {

    private static final int MOST = 100;

    private final Map<String, Integer> replays = new HashMap<>();

    void replay(LedgerNode node, String tenant) {
        DeadLetterFilter open =
                new DeadLetterFilter(
                        Optional.empty(),
                        Optional.of(tenant),
                        Optional.empty(),
                        Set.of(DeadLetterState.OPEN),
                        Optional.empty(),
                        MOST,
                        0);
        for (DeadLetter letter :
                node.bean(LetterPages.class).page(open, Optional.empty()).letters()) {
            // counted before: what fails here may have begun
            replays.merge(letter.jobId(), 1, Integer::sum);
            World.attempt(() -> node.bean(Replays.class).replay(letter));
        }
    }

    /** How often a call may have been made again. */
    int replaysOf(Object callId) {
        return replays.getOrDefault(callId, 0);
    }

    /** The same of all calls. */
    int replays() {
        return replays.values().stream().mapToInt(Integer::intValue).sum();
    }
}
