package org.postizgateway.ledger;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.postizgateway.ledger.deadletter.DeadLetter;
import org.postizgateway.ledger.deadletter.DeadLetterFilter;
import org.postizgateway.ledger.deadletter.DeadLetterState;
import org.postizgateway.ledger.deadletter.DeadLetters;

public final class DeadLetterQueries {

    private DeadLetterQueries() {}

    /** All dead letters of a tenant, in whatever state. */
    public static List<DeadLetter> of(DeadLetters letters, String tenant) {
        return letters.list(
                new DeadLetterFilter(
                        Optional.empty(),
                        Optional.of(tenant),
                        Optional.empty(),
                        EnumSet.allOf(DeadLetterState.class),
                        Optional.empty(),
                        100,
                        0));
    }
}
