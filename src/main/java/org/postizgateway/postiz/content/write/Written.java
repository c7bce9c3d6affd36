package org.postizgateway.postiz.content.write;

import java.util.Set;
import org.postizgateway.postiz.platform.LookAlikes;
import org.postizgateway.postiz.platform.TextForm;

/**
 * A document as it is handed to Postiz.
 *
 * @param html what Postiz stores
 * @param text what readers are meant to see where the network shows plain text, with ordinary
 *     letters for bold ones; empty for other networks
 * @param losses what of the document does not show
 */
public record Written(String html, String text, Set<Loss> losses) {

    public Written {
        losses = Set.copyOf(losses);
    }

    /** Whether readers see what they are meant to. Told of plain text alone. */
    public boolean isPublishedAsMeant(String published, TextForm form) {
        return switch (form) {
            case PLAIN, TWEET, TELEGRAM -> seen(published).equals(seen(text));
            default -> true;
        };
    }

    private static String seen(String text) {
        return LookAlikes.plain(text).replace('\u00a0', ' ').strip();
    }
}
