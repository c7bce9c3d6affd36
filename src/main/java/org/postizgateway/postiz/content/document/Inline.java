package org.postizgateway.postiz.content.document;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Something in a line. */
public sealed interface Inline {

    /**
     * Letters that look alike. Styles lie on letters and do not nest, so that a link is never
     * inside one.
     *
     * @param text without line breaks
     */
    record Text(String text, Set<Style> styles) implements Inline {

        public Text {
            styles = styles.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(styles));
        }

        public static Text plain(String text) {
            return new Text(text, Set.of());
        }

        public boolean is(Style style) {
            return styles.contains(style);
        }
    }

    /**
     * Letters that lead to an address.
     *
     * @param address absolute, of http, https, mailto or tel
     */
    record Link(String address, List<Text> label) implements Inline {

        public Link {
            label = List.copyOf(label);
        }

        /** The letters alone. */
        public String text() {
            return label.stream().map(Text::text).collect(Collectors.joining());
        }

        /** Whether the letters are the address itself, so that one of the two is enough. */
        public boolean showsItsAddress() {
            String text = text();
            return text.isBlank() || bare(text).equals(bare(address));
        }
    }

    /** An address as people write it: without scheme and last slash. */
    private static String bare(String address) {
        return address.strip().replaceFirst("^(https?://|mailto:|tel:)", "").replaceFirst("/$", "");
    }

    /**
     * Somebody on the network, as Postiz's own editor marks them (contract, section 6.5).
     *
     * @param id on the network
     * @param name as shown, mostly with an at sign
     */
    record Mention(String id, String name) implements Inline {}

    /** The end of a line within a paragraph. */
    record LineBreak() implements Inline {}
}
