package org.postizgateway.postiz.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A document made up at random, in every way in which somebody may write it, with what readers are
 * to see of it.
 */
final class Sample {

    private static final String[] WORDS = {
        "Hello",
        "team",
        "we",
        "ship",
        "v2.1",
        "AT&T",
        "<3",
        "a<b",
        "x>y",
        "List<String>",
        "Box<U>",
        "snake_case_name",
        "2*3*4",
        "#launch",
        "C:\\new",
        "naïve",
        "Žluťoučký",
        "你好",
        "😀",
        "👩‍👩‍👧",
        "$5",
        "100%",
        "\"quoted\"",
        "it's",
        "on",
        "u",
        "a_b",
        "(see)",
        "[1]",
        "…",
        "&",
        "<",
        ">",
        "=>",
        "https://example.com/a_b?c=1&d=2",
        "jane@example.com",
        "@jane",
        "<@123>",
        "`code`",
        "~",
        "+1"
    };

    private static final String[] QUIET_WORDS = {
        "Hello",
        "team",
        "we",
        "ship",
        "v2.1",
        "AT&T",
        "naïve",
        "你好",
        "😀",
        "$5",
        "100%",
        "it's",
        "on",
        "snake_case_name",
        "#launch",
        "2 * 3",
        "(see)",
        "…",
        "=>",
        "AT&T",
        "x > y",
        "a < b"
    };

    private final Random random;
    private final boolean quiet;
    private final StringBuilder html = new StringBuilder();
    private final StringBuilder markdown = new StringBuilder("**Start**\n");
    private final List<String> lines = new ArrayList<>();

    /**
     * @param quiet whether only words are used that mean the same in Markdown
     */
    Sample(long seed, boolean quiet) {
        this.random = new Random(seed);
        this.quiet = quiet;
        lines.add("Start");
        html.append(oneOf("<p><b>Start</b></p>", "<div><strong>Start</strong></div>"));
        int blocks = 1 + random.nextInt(6);
        for (int i = 0; i < blocks; i++) {
            html.append(oneOf("", "\n", "\n\n  ", "<!-- next -->"));
            block();
        }
    }

    String html() {
        return html.toString();
    }

    String markdown() {
        return markdown.toString();
    }

    /** What readers see, in ordinary letters. */
    String text() {
        return lines.stream().collect(Collectors.joining("\n"));
    }

    private void block() {
        switch (random.nextInt(7)) {
            case 0 -> heading();
            case 1 -> list(true);
            case 2 -> list(false);
            case 3 -> blankLine();
            case 4 -> brokenParagraph();
            default -> paragraph();
        }
    }

    private void paragraph() {
        apart();
        Words words = words();
        html.append(oneOf("<p>", "<p class=\"MsoNormal\" style='margin:0'>", "<div>\n", "<P>"));
        boolean division = html.charAt(html.length() - 1) == '\n';
        html.append(words.html).append(division ? "\n</div>" : oneOf("</p>", "\n</p>", "</P>"));
        markdown.append(words.markdown).append('\n');
        lines.add(words.text);
    }

    private void brokenParagraph() {
        apart();
        Words first = words();
        Words second = words();
        html.append("<p>").append(first.html).append(oneOf("<br>", "<br/>\n", " <BR />"));
        html.append(second.html).append("</p>");
        markdown.append(first.markdown).append('\n').append(second.markdown).append('\n');
        lines.add(first.text);
        lines.add(second.text);
    }

    private void heading() {
        Words words = words();
        int level = 1 + random.nextInt(6);
        html.append("<h" + level + ">").append(words.html).append("</h" + level + ">");
        markdown.append("#".repeat(level)).append(' ').append(words.markdown).append('\n');
        lines.add(words.text);
    }

    /**
     * Markdown makes one of two numbered lists that follow each other, so there is a line between.
     */
    private void list(boolean numbered) {
        if (numbered) {
            paragraph();
        }
        apart();
        html.append(numbered ? "<ol>" : "<ul>\n");
        int items = 1 + random.nextInt(3);
        for (int i = 1; i <= items; i++) {
            Words words = words();
            String marker = numbered ? i + ". " : "- ";
            html.append(oneOf("<li>", "<li><p>", " <li>\n "));
            boolean inParagraph = html.charAt(html.length() - 2) == 'p';
            html.append(words.html).append(inParagraph ? "</p></li>" : "</li>\n");
            markdown.append(marker).append(words.markdown).append('\n');
            lines.add(marker + words.text);
        }
        html.append(numbered ? "</ol>" : "</ul>");
        apart();
    }

    private void blankLine() {
        html.append(oneOf("<p></p>", "<p><br></p>", "<p>&nbsp;</p>", "<div><br></div>"));
        markdown.append('\n');
        lines.add("");
    }

    /** Markdown runs lines together that HTML does not: it needs an empty one. */
    private void apart() {
        if (markdown.length() > 0 && !markdown.toString().endsWith("\n\n")) {
            markdown.append('\n');
            html.append("<p></p>");
            lines.add("");
        }
    }

    private Words words() {
        StringBuilder marked = new StringBuilder();
        StringBuilder tagged = new StringBuilder();
        StringBuilder text = new StringBuilder();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                marked.append(' ');
                tagged.append(oneOf(" ", "\n", "  "));
                text.append(' ');
            }
            word(tagged, marked, text);
        }
        return new Words(tagged.toString(), marked.toString(), text.toString());
    }

    private void word(StringBuilder tagged, StringBuilder marked, StringBuilder text) {
        String[] all = quiet ? QUIET_WORDS : WORDS;
        String word = all[random.nextInt(all.length)];
        String escaped =
                word.replace("&", "&amp;").replace("<", "&lt;").replace(">", oneOf(">", "&gt;"));
        boolean stylable = word.chars().allMatch(Character::isLetter);
        switch (stylable ? random.nextInt(6) : 5) {
            case 0 -> {
                tagged.append(
                        oneOf("<strong>", "<b class='x'>", "<span style=\"font-weight:bold\">"));
                String end = tagged.toString();
                tagged.append(escaped);
                tagged.append(
                        end.endsWith("strong>")
                                ? "</strong>"
                                : end.endsWith("'x'>") ? "</b>" : "</span>");
                marked.append("**").append(word).append("**");
                text.append(word);
            }
            case 1 -> {
                tagged.append("<em>").append(escaped).append("</em>");
                marked.append('*').append(word).append('*');
                text.append(word);
            }
            case 2 -> {
                tagged.append("<a href=\"https://example.com/x?a=1&amp;b=2\">" + escaped + "</a>");
                marked.append("[" + word + "](https://example.com/x?a=1&b=2)");
                text.append(word).append(" (https://example.com/x?a=1&b=2)");
            }
            case 3 -> {
                tagged.append("<strong><a href=\"https://e.com\">" + escaped + "</a></strong>");
                marked.append("**[" + word + "](https://e.com)**");
                text.append(word).append(" (https://e.com)");
            }
            default -> {
                tagged.append(oneOf(escaped, "<span>" + escaped + "</span>"));
                marked.append(word);
                text.append(word);
            }
        }
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private record Words(String html, String markdown, String text) {}
}
