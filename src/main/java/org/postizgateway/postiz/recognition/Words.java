package org.postizgateway.postiz.recognition;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * What is left of a text when everything is taken away that a store was seen to change: markup,
 * white space, punctuation, entities, case and the forms of characters.
 *
 * @param all of the whole text
 * @param plain without addresses
 * @param bare without links and their words
 * @param glued the same without what touches an address when blocks are unwrapped: a store that
 *     drops links then takes it for a part of the address
 * @param cut those without addresses, and without what may be the beginning of an address or an
 *     entity at their end
 * @param addresses of links, in lower case and without scheme
 */
record Words(
        Letters all,
        Letters plain,
        Letters bare,
        Letters glued,
        List<Letters> cut,
        Set<String> addresses) {

    private static final Pattern ADDRESS =
            Pattern.compile("(?:https?://|www\\.)[^\\s<>\"]+", Pattern.CASE_INSENSITIVE);

    /** What is left of an address or an entity that was cut, and is none yet. */
    private static final Pattern BEGUN =
            Pattern.compile(
                    "(?:\\b(?:ht{0,2}|https?(?::/{0,2})?|w{1,3}\\.?)|&#?\\w{0,8})\\s*$",
                    Pattern.CASE_INSENSITIVE);

    private static final String LINKS = "a[href]";
    private static final int ESCAPED_AT_MOST = 3;

    /**
     * @param html or plain text
     */
    static Words of(String html) {
        Element body = Jsoup.parseBodyFragment(html).body();
        String text = unescaped(body.text());
        Set<String> addresses = new LinkedHashSet<>();
        body.select(LINKS).forEach(link -> addresses.add(address(link.attr("href"))));
        ADDRESS.matcher(text)
                .results()
                .map(MatchResult::group)
                .forEach(address -> addresses.add(address(address)));
        body.select(LINKS).remove();
        String plain = withoutAddresses(text);
        String bare = withoutAddresses(unescaped(body.text()));
        String glued = withoutAddresses(unescaped(body.wholeText()));
        return new Words(
                Letters.of(text),
                Letters.of(plain),
                Letters.of(bare),
                Letters.of(glued),
                Stream.of(plain, bare, glued)
                        .map(words -> Letters.of(BEGUN.matcher(words).replaceFirst("")))
                        .toList(),
                Set.copyOf(addresses));
    }

    /** The forms in which a store may have kept the words, the whole first. */
    List<Letters> forms() {
        return distinct(Stream.of(all, plain, bare, glued));
    }

    /** The forms in which a store may have kept the beginning of the words. */
    List<Letters> beginnings() {
        return distinct(Stream.concat(Stream.of(all, plain, bare, glued), cut.stream()));
    }

    private static List<Letters> distinct(Stream<Letters> forms) {
        return forms.distinct().filter(letters -> !letters.isEmpty()).toList();
    }

    /** Whether there is nothing but links. */
    boolean isOnlyLinks() {
        return plain.isEmpty() || bare.isEmpty();
    }

    private static String withoutAddresses(String text) {
        return ADDRESS.matcher(text).replaceAll(" ");
    }

    private static String address(String link) {
        return link.toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst("[/.,;:!?)]+$", "");
    }

    /** Some stores escape what is escaped already. */
    private static String unescaped(String text) {
        String last = text;
        for (int i = 0; i < ESCAPED_AT_MOST; i++) {
            last = Parser.unescapeEntities(last, false);
        }
        return last;
    }
}
