package org.postizgateway.postiz.life.listed;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * What the reason that Postiz gives for a failed post proves (contract of the newer one, section
 * 5.2): the raw one that is stored, or the sentence of a notification. Words of a network can be
 * part of either, so what proves that nothing was sent is looked for at the beginning only, and
 * after what speaks against it.
 */
public enum FailureReason {
    /** The post itself is out. */
    COMMENTS(true, "The post was published; its comments were not.", ".*\\bposting comments on\\b"),
    /** Nobody knows whether the network has it. */
    UNCONFIRMED(
            true,
            "It may have been published: look at the network before anything is sent again.",
            ".*\\bcould(n.t| not) confirm\\b",
            ".*\\bcould not publish after several attempts\\b"),
    /** The channel has to be connected again or enabled; nothing was sent. */
    CHANNEL(
            false,
            "Nothing was published: the channel has to be connected again or enabled in Postiz.",
            "(refresh channel needed|channel disabled)\\.?\\s*$",
            "we couldn.t post to .+ because (you need to reconnect it|it.s disabled)"),
    /** The post was deleted when its turn came. */
    GONE(false, "Nothing was published: the post was gone when its turn came.", "no post\\.?\\s*$"),
    /** Anything else. */
    OTHER(
            true,
            "It is not proven that nothing was published: look at the network before anything is"
                    + " sent again.");

    private final boolean mayBeOut;
    private final String sentence;
    private final Pattern beginning;

    FailureReason(boolean mayBeOut, String sentence, String... beginnings) {
        this.mayBeOut = mayBeOut;
        this.sentence = sentence;
        this.beginning =
                Pattern.compile(
                        beginnings.length == 0 ? "" : String.join("|", beginnings),
                        Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** The reason in a sentence of Postiz; {@link #OTHER} for words that prove nothing. */
    public static FailureReason of(String text) {
        String words = text.strip();
        return Arrays.stream(values())
                .filter(reason -> reason.beginning.matcher(words).lookingAt())
                .findFirst()
                .orElse(OTHER);
    }

    /** Whether something may have reached the network. */
    public boolean mayBeOut() {
        return mayBeOut;
    }

    /** What that means for whoever wants it published. */
    public String sentence() {
        return sentence;
    }
}
