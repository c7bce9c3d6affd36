package org.postizgateway.postiz.content.read.html;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.postizgateway.postiz.content.document.ContentFormat;
import org.postizgateway.postiz.content.document.Document;
import org.postizgateway.postiz.content.document.Reading;

/** What an author has to be told of HTML that was read. */
public final class Remarks {

    private static final Set<String> MEDIA =
            Set.of("video", "audio", "iframe", "object", "embed", "applet", "frameset");
    private static final Set<String> DRAWN = Set.of("svg", "canvas", "math");
    private static final Set<String> FORM = Set.of("select", "textarea", "progress", "meter");
    public static final String TOO_DEEP =
            "is nested deeper than any text is. Take lists, quotes and tables apart.";

    private static final int MAX_QUOTED = 60;

    private final Set<String> notices = new LinkedHashSet<>();
    private final Set<String> problems = new LinkedHashSet<>();

    Reading reading(Document document) {
        return new Reading(
                ContentFormat.HTML, document, List.copyOf(notices), List.copyOf(problems));
    }

    /** Whether nothing of an element can be published. Remembers to say so. */
    boolean leavesOut(Element element) {
        String name = element.normalName();
        if (MEDIA.contains(name)) {
            problems.add(
                    "holds <"
                            + name
                            + ">, which no post can hold. Pass a video to uploadFromUrlTool and put"
                            + " the path it returns into attachments, or write the address as"
                            + " text.");
        } else if (DRAWN.contains(name)) {
            notices.add("A drawing (<" + name + ">) is left out: a post holds text alone.");
        } else if (FORM.contains(name)) {
            form();
        } else {
            if (!element.tag().isKnownTag() && !name.contains("-")) {
                notices.add(
                        "<"
                                + shortened(name)
                                + "> is no tag of HTML: it is left out and what it holds is kept."
                                + " To publish it as typed, send contentFormat plain.");
            } else if (name.equals("sub") || name.equals("sup")) {
                notices.add("Raised and lowered letters are published on the line.");
            }
            return false;
        }
        return true;
    }

    void picture() {
        problems.add(
                "holds a picture, which no text can hold. Pictures go into attachments: pass the"
                        + " address to uploadFromUrlTool and put the path it returns there.");
    }

    void tooDeep() {
        problems.add(TOO_DEEP);
    }

    void form() {
        notices.add("Fields of a form are left out.");
    }

    void deadLink(String address) {
        notices.add(
                "A link to "
                        + shortened(address)
                        + " is published as its words alone: only full addresses (https://…) can"
                        + " be followed.");
    }

    /** Line feeds in text around blocks, which HTML takes for spaces. */
    void collapsedLines(Element body) {
        boolean lines =
                body.textNodes().stream()
                        .map(TextNode::getWholeText)
                        .anyMatch(text -> text.strip().indexOf('\n') >= 0);
        if (lines) {
            notices.add(
                    "Line feeds between tags of HTML count as spaces. For a new line use <p> or"
                            + " <br>.");
        }
    }

    private static String shortened(String text) {
        return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
    }
}
