package org.postizgateway.postiz.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.postizgateway.postiz.mapping.PostizDate;

/** Tells in sentences for the caller what Postiz stored differently from what it was sent. */
final class StoredDifferences {

    private static final int EXCERPT = 60;

    private static final Map<String, String> FORMATS =
            Map.of("strong", "bold", "u", "underline", "li", "list", "h1, h2, h3", "headings");

    private StoredDifferences() {}

    static List<String> between(WantedPost wanted, StoredPost stored) {
        List<String> notices = new ArrayList<>();
        Element sent = Jsoup.parseBodyFragment(wanted.content()).body();
        Element kept = Jsoup.parseBodyFragment(stored.content()).body();
        List<String> lost =
                wanted.shortLinks()
                        ? List.of()
                        : missing(wanted.words().addresses(), stored.words().addresses());
        links(lost, wanted.words(), stored.words(), notices);
        text(wanted, stored, lost, sent.text(), kept.text(), notices);
        formats(sent, kept, notices);
        wanted.due()
                .filter(due -> !due.equals(stored.date()))
                .ifPresent(
                        due ->
                                notices.add(
                                        "Postiz stored it for "
                                                + PostizDate.format(stored.date())
                                                + " instead of "
                                                + PostizDate.format(due)
                                                + "."));
        return List.copyOf(notices);
    }

    /** Where a post stands now comes first: it says whether it will be published. */
    static List<String> sinceCreated(WantedPost wanted, StoredPost stored) {
        List<String> notices = new ArrayList<>();
        if (stored.isDraft() && !wanted.draft()) {
            notices.add(
                    "It is a draft in Postiz now, which is not published until postStatusTool"
                            + " schedules it.");
        }
        if (stored.isPlanned() && wanted.draft()) {
            notices.add("It is no draft in Postiz any more: it will be published at its date.");
        }
        if (stored.hasFailed()) {
            notices.add(
                    "Its publication has failed. postDetailTool tells why, as far as Postiz does.");
        }
        List<String> differences = between(wanted, stored);
        if (!differences.isEmpty()) {
            notices.add(
                    "It differs from what this call wants, as after a change that was made since, by"
                            + " another tool or in Postiz. Leave it so unless the user wants it"
                            + " otherwise.");
        }
        notices.addAll(differences);
        return List.copyOf(notices);
    }

    private static void links(List<String> lost, Words sent, Words kept, List<String> notices) {
        List<String> instead = missing(kept.addresses(), sent.addresses());
        if (!lost.isEmpty()) {
            notices.add(
                    instead.isEmpty()
                            ? "Postiz stored the text without " + join(lost) + "."
                            : "Postiz stored %s in place of %s."
                                    .formatted(join(instead), join(lost)));
        }
    }

    private static void text(
            WantedPost wanted,
            StoredPost stored,
            List<String> lostLinks,
            String sent,
            String kept,
            List<String> notices) {
        Words meant = wanted.words();
        Words words = stored.words();
        boolean linksAlone =
                meant.plain().equals(words.plain()) || words.plain().equals(meant.bare());
        if (sent.equals(kept) || linksAlone && (wanted.shortLinks() || !lostLinks.isEmpty())) {
            return;
        }
        if (words.plain().isPartOf(meant.plain()) && words.plain().isBeginningOf(meant.plain())) {
            notices.add(
                    "Postiz stored only the beginning of the text, until %s."
                            .formatted(quoted(end(kept))));
            return;
        }
        int at = firstDifference(sent, kept);
        notices.add(
                "Postiz stored the text differently: %s instead of %s."
                        .formatted(quoted(excerpt(kept, at)), quoted(excerpt(sent, at))));
    }

    private static void formats(Element sent, Element kept, List<String> notices) {
        List<String> lost =
                FORMATS.entrySet().stream()
                        .filter(format -> !sent.select(format.getKey()).isEmpty())
                        .filter(format -> kept.select(format.getKey()).isEmpty())
                        .map(Map.Entry::getValue)
                        .sorted()
                        .toList();
        if (!lost.isEmpty()) {
            notices.add("Postiz stored the text without its formatting: " + join(lost) + ".");
        }
    }

    private static List<String> missing(Set<String> sent, Set<String> kept) {
        return sent.stream().filter(link -> !kept.contains(link)).sorted().toList();
    }

    private static int firstDifference(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    private static String excerpt(String text, int at) {
        int from = text.lastIndexOf(' ', Math.max(0, at - 1)) + 1;
        int to = Math.min(text.length(), from + EXCERPT);
        return text.substring(from, to) + (to < text.length() ? "\u2026" : "");
    }

    private static String end(String text) {
        return text.length() <= EXCERPT ? text : "\u2026" + text.substring(text.length() - EXCERPT);
    }

    private static String quoted(String text) {
        return "\u201c" + text + "\u201d";
    }

    private static String join(List<String> words) {
        return String.join(", ", words);
    }
}
