package org.postizgateway.postiz.platform;

import java.util.Map;

/**
 * What Postiz makes of stored HTML for a network (contract, section 5): its editor, and what the
 * code for a few networks does beyond that.
 */
public enum TextForm {
    /** Lines of plain text. Bold and underlined letters become look-alikes. */
    PLAIN,
    /** The same by way of HTML, so that entities are read twice: posts on X. */
    TWEET,
    /** Lines in which bold and underlined letters stay such, and links are their words alone. */
    TELEGRAM,
    /** Markdown in which each line feed counts. */
    CHAT,
    /** Markdown in which an empty line separates paragraphs. */
    MARKDOWN,
    /** HTML: p, h1 to h3, ul, li, strong, u, a. */
    HTML;

    /**
     * The form of a post.
     *
     * @param settings of the post: an article on X is HTML
     */
    public static TextForm of(Platform platform, Map<String, Object> settings) {
        return switch (platform.editor()) {
            case NORMAL -> PLAIN;
            case MARKDOWN -> platform.identifier().equals("discord") ? CHAT : MARKDOWN;
            case HTML ->
                    switch (platform.identifier()) {
                        case "x" -> "article".equals(settings.get("post_type")) ? HTML : TWEET;
                        case "telegram" -> TELEGRAM;
                        default -> HTML;
                    };
        };
    }
}
