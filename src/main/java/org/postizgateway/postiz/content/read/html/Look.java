package org.postizgateway.postiz.content.read.html;

import java.util.EnumSet;
import java.util.Set;
import org.postizgateway.postiz.content.document.Style;

/**
 * How text looks where it stands.
 *
 * @param link the link around it; {@code null} for none. Each has one of its own, so that two links
 *     to one address stay two
 * @param preserved whether white space counts as it is
 */
record Look(Set<Style> styles, LinkTarget link, boolean preserved) {

    static final Look PLAIN = new Look(Set.of(), null, false);

    record LinkTarget(String address, int number) {}

    Look with(Style style) {
        Set<Style> more = EnumSet.of(style);
        more.addAll(styles);
        return new Look(more, link, preserved);
    }

    Look without(Style style) {
        Set<Style> fewer = EnumSet.noneOf(Style.class);
        fewer.addAll(styles);
        fewer.remove(style);
        return new Look(fewer, link, preserved);
    }

    Look to(LinkTarget target) {
        return new Look(styles, target, preserved);
    }

    Look preserving() {
        return new Look(styles, link, true);
    }
}
