package org.postizgateway.acceptance;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What came of one tool under one fault.
 *
 * @param received requests of this call that reached Postiz
 * @param exist how many of what was asked for are in Postiz
 * @param row of the ledger
 * @param errors failed attempts in the ledger
 * @param deadLetters in the ledger
 */
record Cell(
        FaultCase fault,
        SideEffect effect,
        Answer answer,
        long received,
        long exist,
        Map<String, Object> row,
        int errors,
        int deadLetters) {

    private static final Set<String> SUCCESSES = Set.of("done");

    /** As the table in the documentation writes it: outcome, received / exist. */
    String text() {
        String letter = deadLetters > 0 ? ", dead letter" : "";
        return outcome() + " " + received + "/" + exist + letter;
    }

    String outcome() {
        return row.get("state").toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** As the answer tells it of a post. */
    String postStatus() {
        return switch (outcome()) {
            case "done" -> "created";
            case "failed" -> "not created";
            default -> outcome();
        };
    }

    boolean succeeded() {
        return SUCCESSES.contains(outcome());
    }

    boolean isUnknown() {
        return outcome().equals("unknown");
    }

    @Override
    public String toString() {
        return "%s under %s: %s, told %s; ledger %s, %d errors"
                .formatted(effect.tool, fault.label, text(), answer.sentence(), row, errors);
    }
}
