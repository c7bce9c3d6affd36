package org.postizgateway.sandbox.remote;

import java.util.Locale;
import java.util.Optional;
import org.postizgateway.sandbox.media.FileType;
import org.postizgateway.sandbox.media.PromptImage;
import org.postizgateway.sandbox.media.PromptVideo;

/**
 * Files to try an upload by URL with, when there is no network: {@code /examples/ANYTHING.png} and
 * {@code .mp4} on the sandbox itself, in any case, and pictures under names without an extension.
 */
public final class ExampleFiles {

    public static final String PATH = "/examples/";

    private ExampleFiles() {}

    /** A picture or video of its name, empty for other extensions. */
    public static Optional<byte[]> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith("." + FileType.PNG.extension()) || !lower.contains(".")) {
            return Optional.of(PromptImage.png(name));
        }
        return lower.endsWith("." + FileType.MP4.extension())
                ? Optional.of(PromptVideo.mp4(name, false))
                : Optional.empty();
    }
}
