package org.postizgateway.sandbox.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What Postiz makes of a post when it stores it.
 *
 * @param text changes of the text of every item, in this order
 * @param dateShift by how much it shifts dates (contract, section 6.6)
 */
public record Storing(List<TextChange> text, Duration dateShift) {

    /** Everything is stored as it was sent. */
    public static final Storing UNCHANGED = new Storing(List.of(), Duration.ZERO);

    public Storing {
        text = text == null ? List.of() : List.copyOf(text);
        dateShift = dateShift == null ? Duration.ZERO : dateShift;
    }

    /** Text is changed by these, one after the other. */
    public static Storing with(TextChange... changes) {
        return new Storing(List.of(changes), Duration.ZERO);
    }

    /** The same with dates shifted. */
    public Storing shifting(Duration by) {
        return new Storing(text, by);
    }

    /** The text that is stored. */
    public String text(String html) {
        String stored = html;
        for (TextChange change : text) {
            stored = change.apply(stored);
        }
        return stored;
    }

    /** The date that is stored. */
    public Instant date(Instant wanted) {
        return wanted.plus(dateShift);
    }
}
