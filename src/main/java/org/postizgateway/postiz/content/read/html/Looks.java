package org.postizgateway.postiz.content.read.html;

import org.jsoup.nodes.Element;
import org.postizgateway.postiz.content.document.Style;

/** The look that an element gives to what it holds, by its name and its style. */
final class Looks {

    private Looks() {}

    static Look of(Element element, Look outer) {
        Look named =
                switch (element.normalName()) {
                    case "b", "strong", "th" -> outer.with(Style.BOLD);
                    case "u", "ins" -> outer.with(Style.UNDERLINE);
                    case "i", "em", "cite", "dfn", "var" -> outer.with(Style.ITALIC);
                    case "s", "strike", "del" -> outer.with(Style.STRIKE);
                    case "code", "kbd", "samp", "tt" -> outer.with(Style.CODE);
                    default -> outer;
                };
        return Css.of(element).apply(named);
    }
}
