package org.postizgateway.postiz.platform;

import java.nio.charset.StandardCharsets;

/**
 * Length of a post's content as Postiz or its network counts it (contract, section 6.5): of its
 * {@linkplain NormalText text form}, in the {@link LengthUnit} of the network.
 */
public final class ContentLength {

    private ContentLength() {}

    /**
     * @param content HTML or plain text as it is sent to Postiz
     * @return units that count against {@link Platform#maxLength(boolean)}
     */
    public static int of(String content, Platform platform) {
        String text = NormalText.of(content);
        return switch (platform.lengthUnit()) {
            case UTF_16_UNITS -> text.length();
            case TWITTER_WEIGHTED -> Math.max(text.length(), WeightedLength.of(text));
            case UTF_8_BYTES -> text.getBytes(StandardCharsets.UTF_8).length;
        };
    }
}
