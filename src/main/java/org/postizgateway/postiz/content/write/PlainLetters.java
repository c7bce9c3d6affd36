package org.postizgateway.postiz.content.write;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postizgateway.postiz.content.document.Inline;
import org.postizgateway.postiz.content.document.Style;
import org.postizgateway.postiz.platform.LookAlikes;

/**
 * Writes words for networks of plain text: bold and underlined ones in the tags for which Postiz
 * puts look-alike letters, a link as its words and its address.
 *
 * <p>Postiz puts those letters everywhere between the tags, in entities too, and goes wrong where
 * the words also occur in the tag itself ({@code on} in {@code strong}). Such characters stand
 * outside the tags, and such words are written in those letters at once.
 */
final class PlainLetters extends Letters {

    private static final Pattern UNSAFE = Pattern.compile("[&<>$]+");
    private static final String BOLD_TAG = "<strong>";
    private static final String UNDERLINE_TAG = "<u>";

    private final UnaryOperator<String> escape;
    private final boolean realBold;

    /**
     * @param escape for entities
     * @param realBold whether bold letters stay such instead of being replaced
     */
    PlainLetters(UnaryOperator<String> escape, boolean realBold) {
        this.escape = escape;
        this.realBold = realBold;
    }

    @Override
    String escape(String text) {
        return escape.apply(text);
    }

    @Override
    String words(Inline.Text text) {
        losesLooks(text);
        boolean bold = text.is(Style.BOLD);
        if (bold && text.is(Style.UNDERLINE)) {
            loses(Loss.UNDERLINE);
        }
        if (bold) {
            if (!realBold && text.text().codePoints().anyMatch(PlainLetters::staysPlain)) {
                loses(Loss.BOLD);
            }
            return tagged(text.text(), BOLD_TAG);
        }
        return text.is(Style.UNDERLINE) ? tagged(text.text(), UNDERLINE_TAG) : escape(text.text());
    }

    @Override
    String link(Inline.Link link) {
        if (link.showsItsAddress()) {
            return escape(link.address());
        }
        loses(Loss.LINK);
        StringBuilder html = new StringBuilder();
        link.label().forEach(text -> html.append(words(text)));
        return html.append(escape(address(link))).toString();
    }

    @Override
    String text(Inline inline) {
        return inline instanceof Inline.Link link && !link.showsItsAddress()
                ? link.text() + address(link)
                : super.text(inline);
    }

    private static String address(Inline.Link link) {
        String address = link.address().replaceFirst("^(?:mailto|tel):", "");
        return " (" + address + ")";
    }

    private String tagged(String text, String tag) {
        if (realBold) {
            return wrapped(text, tag);
        }
        StringBuilder html = new StringBuilder();
        Matcher unsafe = UNSAFE.matcher(text);
        int done = 0;
        while (unsafe.find()) {
            html.append(wrapped(text.substring(done, unsafe.start()), tag));
            html.append(escape(unsafe.group()));
            done = unsafe.end();
        }
        return html.append(wrapped(text.substring(done), tag)).toString();
    }

    private String wrapped(String text, String tag) {
        if (text.isEmpty()) {
            return "";
        }
        if (!realBold && tag.contains(text)) {
            return tag.equals(BOLD_TAG) ? LookAlikes.bold(text) : LookAlikes.underlined(text);
        }
        return tag + escape(text) + "</" + tag.substring(1);
    }

    private static boolean staysPlain(int letter) {
        return Character.isLetter(letter) && letter > 127;
    }
}
