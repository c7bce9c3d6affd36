package org.postizgateway.postiz.recognition;

import java.util.Set;
import org.postizgateway.postiz.recognition.Sending.Age;

/**
 * Whether a stored post may be what became of a wanted one; the table in docs/exactly-once.md.
 *
 * @param rank orders those that are: the higher, the more speaks for it
 */
record Match(Kind kind, int rank) {

    /** How sure it is. */
    enum Kind {
        /** It is another one. */
        OTHER,
        /** It may be ours, and it may be somebody else's. */
        DOUBTFUL,
        /** It is ours, unless another one is so as well. */
        OURS
    }

    private static final Match OTHER = new Match(Kind.OTHER, 0);
    private static final Match DOUBTFUL = new Match(Kind.DOUBTFUL, 0);

    /** Ways to create a post that are not the public API. */
    private static final Set<String> OTHER_METHODS = Set.of("WEB", "MCP", "CLI", "AUTOPOST");

    static Match of(WantedPost wanted, StoredPost stored, Sending sending) {
        boolean due = sending.isDue(wanted, stored.date());
        if (!wanted.channel().equals(stored.channel())
                || !due && !sending.isShifted(wanted, stored.date())) {
            return OTHER;
        }
        Age age = sending.age(stored);
        boolean sameState = wanted.draft() == stored.isDraft();
        Likeness likeness = Likeness.of(wanted.words(), stored.words());
        if (likeness == Likeness.NONE) {
            boolean possible =
                    due && sameState && age != Age.BEFORE && !isContradicted(wanted, stored);
            return possible ? DOUBTFUL : OTHER;
        }
        if (!sameState) {
            return age == Age.AFTER ? DOUBTFUL : OTHER;
        }
        if (!due) {
            return age == Age.BEFORE ? OTHER : DOUBTFUL;
        }
        return alike(likeness, age, isContradicted(wanted, stored));
    }

    private static Match alike(Likeness likeness, Age age, boolean contradicted) {
        boolean convincing = likeness == Likeness.EQUAL && age == Age.AFTER;
        if (age == Age.BEFORE || contradicted && !convincing) {
            return DOUBTFUL;
        }
        int rank = 4 * likeness.ordinal() + 2 * age.ordinal() + (contradicted ? 0 : 1);
        return new Match(Kind.OURS, rank);
    }

    /** Whether something else than words speaks against it. */
    private static boolean isContradicted(WantedPost wanted, StoredPost stored) {
        return wanted.repeats() != stored.repeats()
                || OTHER_METHODS.contains(stored.creationMethod())
                || stored.media().filter(files -> files != wanted.media()).isPresent()
                || wanted.settings().entrySet().stream()
                        .anyMatch(sent -> differs(sent.getValue(), stored, sent.getKey()));
    }

    private static boolean differs(Object sent, StoredPost stored, String setting) {
        Object kept = stored.settings().get(setting);
        return kept != null && !String.valueOf(sent).equals(String.valueOf(kept));
    }
}
