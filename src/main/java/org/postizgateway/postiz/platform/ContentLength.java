package org.postizgateway.postiz.platform;

/**
 * Length of a post's content as Postiz counts it (contract, section 6.5): UTF-16 units of its
 * {@linkplain NormalText text form}, and for X the larger of that and the weighted length of a
 * tweet.
 */
public final class ContentLength {

    private static final String X = "x";

    private ContentLength() {}

    /**
     * @param content HTML or plain text as it is sent to Postiz
     * @return units that count against {@link Platform#maxLength(boolean)}
     */
    public static int of(String content, Platform platform) {
        String text = NormalText.of(content);
        if (X.equals(platform.identifier())) {
            return Math.max(text.length(), WeightedLength.of(text));
        }
        return text.length();
    }
}
