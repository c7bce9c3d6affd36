package org.postizgateway.postiz.recognition;

/** Tells whether two texts say the same, whatever Postiz made of one of them when it stored it. */
public final class SameText {

    private SameText() {}

    /** Whether the words are the same but for links. */
    public static boolean in(String sent, String stored) {
        return Likeness.of(Words.of(sent), Words.of(stored)).compareTo(Likeness.SAME) >= 0;
    }
}
