package org.postizgateway.sandbox.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jcodec.api.awt.AWTSequenceEncoder;

/** Films a prompt: a short H.264 video in an MP4 container, without sound. */
public final class PromptVideo {

    private static final int SHORT_SIDE = 176;
    private static final int LONG_SIDE = 320;
    private static final int FRAMES_PER_SECOND = 3;
    private static final int FRAMES = 6;

    private PromptVideo() {}

    /** Two seconds, 9:16 when vertical, else 16:9. */
    public static byte[] mp4(String prompt, boolean vertical) {
        int width = vertical ? SHORT_SIDE : LONG_SIDE;
        int height = vertical ? LONG_SIDE : SHORT_SIDE;
        try {
            Path file = Files.createTempFile("sandbox-video", ".mp4");
            try {
                encode(file, prompt, width, height);
                return Files.readAllBytes(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void encode(Path file, String prompt, int width, int height) throws IOException {
        AWTSequenceEncoder encoder =
                AWTSequenceEncoder.createSequenceEncoder(file.toFile(), FRAMES_PER_SECOND);
        for (int frame = 0; frame < FRAMES; frame++) {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
            PromptImage.draw(image, prompt, frame / (float) FRAMES);
            encoder.encodeImage(image);
        }
        encoder.finish();
    }
}
