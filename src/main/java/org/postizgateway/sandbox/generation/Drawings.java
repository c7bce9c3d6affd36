package org.postizgateway.sandbox.generation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.postizgateway.sandbox.media.PromptImage;
import org.postizgateway.sandbox.media.PromptVideo;

/** Draws what is asked for, and what was drawn lately only once. */
final class Drawings {

    private static final int KEPT = 32;

    private final Cache<String, byte[]> images = Caffeine.newBuilder().maximumSize(KEPT).build();
    private final Cache<String, byte[]> vertical = Caffeine.newBuilder().maximumSize(KEPT).build();
    private final Cache<String, byte[]> horizontal =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    byte[] png(String prompt) {
        return images.get(prompt, PromptImage::png);
    }

    byte[] mp4(String prompt, boolean isVertical) {
        return isVertical
                ? vertical.get(prompt, text -> PromptVideo.mp4(text, true))
                : horizontal.get(prompt, text -> PromptVideo.mp4(text, false));
    }
}
