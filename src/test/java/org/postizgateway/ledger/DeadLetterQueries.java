package org.postizgateway.ledger;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.postizgateway.ledger.bulk.LetterPages;
import org.postizgateway.ledger.deadletter.DeadLetter;
import org.postizgateway.ledger.deadletter.DeadLetterFilter;
import org.postizgateway.ledger.deadletter.DeadLetterState;
import org.postizgateway.ledger.deadletter.DeadLetters;

public final class DeadLetterQueries {

    private DeadLetterQueries() {}

    /** All dead letters of a tenant, in whatever state. */
    public static List<DeadLetter> of(Gateway gateway, String tenant) {
        return matching(
                gateway,
                new DeadLetterFilter(
                        Optional.empty(),
                        Optional.of(tenant),
                        Optional.empty(),
                        EnumSet.allOf(DeadLetterState.class),
                        Optional.empty(),
                        100,
                        0));
    }

    /** A page of them as operators see it, each with its request. */
    public static List<DeadLetter> matching(Gateway gateway, DeadLetterFilter filter) {
        DeadLetters letters = gateway.bean(DeadLetters.class);
        return gateway.bean(LetterPages.class).page(filter, Optional.empty()).letters().stream()
                .map(letter -> letters.find(letter.id()).orElseThrow())
                .toList();
    }
}
