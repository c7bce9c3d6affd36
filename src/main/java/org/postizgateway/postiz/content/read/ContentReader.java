package org.postizgateway.postiz.content.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.postizgateway.postiz.content.document.ContentFormat;
import org.postizgateway.postiz.content.document.Document;
import org.postizgateway.postiz.content.document.Reading;
import org.postizgateway.postiz.content.read.html.HtmlReader;
import org.postizgateway.postiz.content.read.html.Tags;
import org.postizgateway.postiz.content.read.markdown.MarkdownMarks;
import org.postizgateway.postiz.content.read.markdown.MarkdownReader;

/** Reads content in the format that its author names, or in the one that it is beyond doubt in. */
public final class ContentReader {

    private static final Pattern ENTITY =
            Pattern.compile("&(?:amp|lt|gt|quot|apos|nbsp|#\\d{1,7}|#[xX][0-9a-fA-F]{1,6});");

    private static final String AS_TYPED = " To publish it as typed, send contentFormat plain.";

    private ContentReader() {}

    public static Reading read(String content, ContentFormat format) {
        List<String> notices = new ArrayList<>();
        return switch (format) {
            case PLAIN -> plain(content, notices);
            case HTML -> HtmlReader.read(Tags.of(content)).after(escapedLines(content));
            case MARKDOWN -> MarkdownReader.read(content).after(escapedLines(content));
            case AUTO -> detected(lines(content, notices)).after(notices);
        };
    }

    private static Reading detected(String content) {
        Tags tags = Tags.of(content);
        boolean markdown = MarkdownMarks.areIn(content);
        if (tags.areHtml() && (tags.haveBlocks() || !markdown)) {
            return HtmlReader.read(tags).after(markdown ? List.of(mixed()) : List.of());
        }
        if (markdown) {
            return MarkdownReader.read(content)
                    .after(List.of("The content was read as Markdown." + AS_TYPED));
        }
        if (ENTITY.matcher(content).find()) {
            return plain(
                    Parser.unescapeEntities(content, false),
                    List.of("Entities such as &amp; were read as their characters." + AS_TYPED));
        }
        return plain(content, List.of());
    }

    private static Reading plain(String content, List<String> notices) {
        Document document = PlainReader.read(content);
        return new Reading(ContentFormat.PLAIN, document, notices, List.of())
                .after(escapedLines(content));
    }

    private static String lines(String content, List<String> notices) {
        if (!EscapedLineFeeds.areMeant(content)) {
            return content;
        }
        notices.add("Each \\n (a backslash and an n) was read as a line feed." + AS_TYPED);
        return EscapedLineFeeds.replaced(content);
    }

    private static List<String> escapedLines(String content) {
        return EscapedLineFeeds.areIn(content)
                ? List.of(
                        "The content holds \\n (a backslash and an n), which is published as typed."
                                + " If new lines are meant, send real line feeds.")
                : List.of();
    }

    private static String mixed() {
        return "The content was read as HTML: marks of Markdown in it are published as typed.";
    }
}
