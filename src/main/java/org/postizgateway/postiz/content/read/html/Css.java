package org.postizgateway.postiz.content.read.html;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.postizgateway.postiz.content.document.Style;

/** What the style attribute of an element says of its letters. */
final class Css {

    private static final Pattern WEIGHT = declaration("font-weight", "(\\w+)");
    private static final Pattern SLANT = declaration("font-style", "(\\w+)");
    private static final Pattern DECORATION =
            declaration("text-decoration(?:-line)?", "([\\w -]+)");
    private static final Pattern SPACE = declaration("white-space", "(pre(?:-wrap|-line)?)\\b");
    private static final Pattern HIDDEN = declaration("display", "(none)\\b");

    private final String style;

    private Css(String style) {
        this.style = style;
    }

    static Css of(Element element) {
        return new Css(element.attr("style").toLowerCase(Locale.ROOT));
    }

    boolean hides() {
        return HIDDEN.matcher(style).find();
    }

    /** The look inside the element, from the one that its name gives it. */
    Look apply(Look look) {
        if (style.isEmpty()) {
            return look;
        }
        Look styled = look;
        Matcher weight = WEIGHT.matcher(style);
        if (weight.find()) {
            boolean bold = weight.group(1).matches("bold|bolder|[6-9]00");
            styled = bold ? styled.with(Style.BOLD) : styled.without(Style.BOLD);
        }
        Matcher slant = SLANT.matcher(style);
        if (slant.find()) {
            boolean italic = slant.group(1).matches("italic|oblique");
            styled = italic ? styled.with(Style.ITALIC) : styled.without(Style.ITALIC);
        }
        Matcher decoration = DECORATION.matcher(style);
        if (decoration.find()) {
            String lines = decoration.group(1);
            styled = lines.contains("underline") ? styled.with(Style.UNDERLINE) : styled;
            styled = lines.contains("line-through") ? styled.with(Style.STRIKE) : styled;
        }
        return SPACE.matcher(style).find() ? styled.preserving() : styled;
    }

    private static Pattern declaration(String property, String value) {
        return Pattern.compile("(?:^|;)\\s*+" + property + "\\s*+:\\s*+" + value);
    }
}
