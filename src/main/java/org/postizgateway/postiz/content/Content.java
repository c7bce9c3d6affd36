package org.postizgateway.postiz.content;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.postizgateway.postiz.content.document.ContentFormat;
import org.postizgateway.postiz.content.document.Reading;
import org.postizgateway.postiz.content.read.ContentReader;
import org.postizgateway.postiz.content.write.ContentWriter;
import org.postizgateway.postiz.content.write.Loss;
import org.postizgateway.postiz.content.write.Written;
import org.postizgateway.postiz.platform.PublishedText;
import org.postizgateway.postiz.platform.TextForm;

/**
 * The text of a post or a comment on its way from what an author sends to what Postiz stores.
 *
 * @param html what Postiz publishes as the author means it; empty for a text without words
 * @param notices what is published otherwise than it was written, each a sentence
 * @param problems why it cannot be published as it is; each follows the name of the field in a
 *     sentence
 */
public record Content(String html, List<String> notices, List<String> problems) {

    /**
     * UTF-16 units of the longest text that is read. What Postiz reads of a whole request is less
     * than half of it, but HTML of editors is mostly markup.
     */
    public static final int MAX_LENGTH = 262_144;

    public Content {
        notices = List.copyOf(notices);
        problems = List.copyOf(problems);
    }

    /**
     * Reads and writes a text.
     *
     * @param network name of the network, for notices
     */
    public static Content of(String text, ContentFormat format, TextForm form, String network) {
        List<String> refused = Refusals.of(text);
        if (!refused.isEmpty()) {
            return new Content("", List.of(), refused);
        }
        Reading reading = ContentReader.read(text, format);
        boolean marksAreMeant =
                format == ContentFormat.AUTO && reading.format() == ContentFormat.PLAIN;
        Written written = ContentWriter.write(reading.document(), form, marksAreMeant);
        List<String> notices = new ArrayList<>(reading.notices());
        if (!written.losses().isEmpty()) {
            notices.add(losses(written, network));
        }
        if (!written.isPublishedAsMeant(PublishedText.of(written.html(), form), form)) {
            notices.add(
                    "Postiz replaces entities (&lt;, &amp;) that are meant as letters by their"
                            + " characters, so that the text is published a little differently.");
        }
        return new Content(written.html(), notices, reading.problems());
    }

    private static String losses(Written written, String network) {
        return network
                + " gets "
                + written.losses().stream()
                        .sorted()
                        .map(Loss::clause)
                        .collect(Collectors.joining("; "))
                + ".";
    }
}
