package org.postizgateway.sandbox.media;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws a prompt onto a coloured ground. The colours depend on the prompt. */
public final class PromptImage {

    private static final int SIDE = 1024;

    private PromptImage() {}

    /** A square PNG, 1024 by 1024 pixels. */
    public static byte[] png(String prompt) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        draw(image, prompt, 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * @param phase 0 to 1, turns the colours; for films
     */
    static void draw(BufferedImage image, String prompt, float phase) {
        int width = image.getWidth();
        int height = image.getHeight();
        float hue = (prompt.hashCode() & 0xff) / 255f + phase / 3;
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setPaint(
                new GradientPaint(
                        0,
                        0,
                        Color.getHSBColor(hue, 0.6f, 0.7f),
                        width,
                        height,
                        Color.getHSBColor(hue + 0.2f, 0.7f, 0.35f)));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.WHITE);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.min(width, height) / 12));
        write(graphics, prompt, width, height);
        graphics.dispose();
    }

    private static void write(Graphics2D graphics, String prompt, int width, int height) {
        FontMetrics metrics = graphics.getFontMetrics();
        List<String> lines = wrap(prompt, metrics, width - width / 8);
        int y = (height - lines.size() * metrics.getHeight()) / 2 + metrics.getAscent();
        for (String line : lines) {
            graphics.drawString(line, (width - metrics.stringWidth(line)) / 2, y);
            y += metrics.getHeight();
        }
    }

    private static List<String> wrap(String text, FontMetrics metrics, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("\\s+")) {
            if (!line.isEmpty() && metrics.stringWidth(line + " " + word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
