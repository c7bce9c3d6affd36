package org.postizgateway.sandbox.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A way in which some Postiz stores another text than it was sent. */
public enum TextChange {
    /** Links vanish with their words, as the hosted edition does it for X. */
    DROP_LINKS(html -> withoutLinks(html)),
    /** Only the words are kept, with a space between blocks. */
    DROP_TAGS(html -> Jsoup.parseBodyFragment(html).body().text()),
    /** Blocks are unwrapped, so that the last word of one touches the first of the next. */
    GLUE_BLOCKS(
            html -> html.replaceAll("(?i)</?(?:p|div|h[1-6]|ul|ol|li|blockquote)\\b[^>]*>", "")),
    /** White space at the ends is dropped and runs of it become one space. */
    TRIM(html -> html.strip().replaceAll("\\s+", " ")),
    /** Escapes once more what is escaped already. */
    ESCAPE(html -> html.replace("&", "&amp;").replace("\"", "&quot;")),
    /** Nothing is kept after half of the text. */
    CUT(
            html ->
                    html.substring(
                            0,
                            html.offsetByCodePoints(0, html.codePointCount(0, html.length()) / 2))),
    /** Compatibility characters become plain ones: ligatures, full width, styled letters. */
    NORMALISE(html -> Normalizer.normalize(html, Normalizer.Form.NFKC)),
    /** Quotes and dashes become typographic ones. */
    PRETTY_QUOTES(
            html -> html.replace("'", "\u2019").replace("--", "\u2014").replace("...", "\u2026")),
    /** Addresses are replaced by short ones. */
    SHORTEN_LINKS(html -> Links.ADDRESS.matcher(html).replaceAll("https://sho.rt/x1")),
    /** Names after an at sign become mentions. */
    MENTIONS(
            html ->
                    html.replaceAll(
                            "(?<![\\w/.])@(\\w+)",
                            "<span class=\"mention\" data-mention-id=\"m1\">@$1</span>")),
    /** Nothing at all is kept of the text. */
    REPLACE(html -> "<p>Stored by another version</p>");

    private final UnaryOperator<String> change;

    TextChange(UnaryOperator<String> change) {
        this.change = change;
    }

    /** The text that is stored for this one. */
    String apply(String html) {
        return change.apply(html);
    }

    /** Reads {@code drop-links} as well as {@code DROP_LINKS}. */
    @JsonCreator
    public static TextChange of(String name) {
        String constant = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .filter(change -> change.name().equals(constant))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no change of a text is called "
                                                + name
                                                + ", only "
                                                + Arrays.toString(values())));
    }

    private static String withoutLinks(String html) {
        Document document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false);
        document.select("a[href]").forEach(Element::remove);
        return Links.ADDRESS_AND_SPACE.matcher(document.body().html()).replaceAll("");
    }

    /** Out of the enum, whose constants are made before its own static fields. */
    private static final class Links {

        private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<\"]+");
        private static final Pattern ADDRESS_AND_SPACE = Pattern.compile(ADDRESS + "\\s?");
    }
}
