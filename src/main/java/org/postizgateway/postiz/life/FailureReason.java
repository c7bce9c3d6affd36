package org.postizgateway.postiz.life;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the reason that Postiz gives for a failed post proves (contract of the newer one, section
 * 5.2).
 */
enum FailureReason {
    /** The channel has to be connected again or enabled; nothing was sent. */
    CHANNEL(
            false,
            "Nothing was published: the channel has to be connected again or enabled in Postiz.",
            "refresh channel needed",
            "channel disabled",
            "need to reconnect",
            "needs to be reconnected",
            "because it's disabled"),
    /** The post was deleted when its turn came. */
    GONE(false, "Nothing was published: the post was gone when its turn came.", "no post"),
    /** Nobody knows whether the network has it. */
    UNCONFIRMED(
            true,
            "It may have been published: look at the network before anything is sent again.",
            "could not confirm",
            "couldn't confirm",
            "could not publish after several attempts"),
    /** The post itself is out. */
    COMMENTS(true, "The post was published; its comments were not.", "posting comments on"),
    /** Anything else. */
    OTHER(
            true,
            "It is not proven that nothing was published: look at the network before anything is"
                    + " sent again.");

    private final boolean mayBeOut;
    private final String sentence;
    private final List<String> words;

    FailureReason(boolean mayBeOut, String sentence, String... words) {
        this.mayBeOut = mayBeOut;
        this.sentence = sentence;
        this.words = List.of(words);
    }

    /** The reason in a sentence of Postiz; {@link #OTHER} for words that prove nothing. */
    static FailureReason of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(reason -> reason.words.stream().anyMatch(lower::contains))
                .findFirst()
                .orElse(OTHER);
    }

    /** Whether something may have reached the network. */
    boolean mayBeOut() {
        return mayBeOut;
    }

    /** What that means for whoever wants it published. */
    String sentence() {
        return sentence;
    }
}
