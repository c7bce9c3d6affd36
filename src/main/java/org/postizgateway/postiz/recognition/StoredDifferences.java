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
        text(wanted.words(), stored.words(), sent.text(), kept.text(), notices);
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

    private static void text(
            Words sent, Words kept, String sentText, String keptText, List<String> notices) {
        List<String> lost = lostLinks(sent.addresses(), kept.addresses());
        if (!lost.isEmpty()) {
            notices.add(
                    kept.addresses().isEmpty()
                            ? "Postiz stored the text without its links: " + join(lost) + "."
                            : "Postiz stored other links in place of "
                                    + join(lost)
                                    + ": "
                                    + join(lostLinks(kept.addresses(), sent.addresses()))
                                    + ".");
        }
        if (sentText.equals(keptText) || !lost.isEmpty() && kept.forms().contains(sent.bare())) {
            return;
        }
        if (kept.plain().isPartOf(sent.plain()) && kept.plain().isBeginningOf(sent.plain())) {
            notices.add(
                    "Postiz stored only the beginning of the text, up to \u201c"
                            + end(keptText)
                            + "\u201d.");
        } else if (lost.isEmpty() || !kept.plain().equals(sent.plain())) {
            int at = firstDifference(sentText, keptText);
            notices.add(
                    "Postiz stored the text differently: \u201c"
                            + excerpt(keptText, at)
                            + "\u201d instead of \u201c"
                            + excerpt(sentText, at)
                            + "\u201d.");
        }
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

    private static List<String> lostLinks(Set<String> sent, Set<String> kept) {
        return sent.stream()
                .filter(link -> kept.stream().noneMatch(link::equals))
                .sorted()
                .toList();
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

    private static String join(List<String> words) {
        return String.join(", ", words);
    }
}
