package org.postizgateway.postiz.content.read.html;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.postizgateway.postiz.content.document.Block;

/** Reads lists of HTML, well formed or not. */
final class Lists {

    private final HtmlReader reader;

    Lists(HtmlReader reader) {
        this.reader = reader;
    }

    Block read(Element list, Look look) {
        List<List<Block>> items = new ArrayList<>();
        for (Node child : list.childNodes()) {
            if (child instanceof Element element && element.normalName().equals("li")) {
                items.add(new ArrayList<>(item(element, look)));
            } else if (!(child instanceof TextNode text && text.isBlank())) {
                // A list right inside a list belongs to the item before it.
                if (items.isEmpty()) {
                    items.add(new ArrayList<>());
                }
                Flow flow = new Flow();
                reader.node(child, flow, look);
                items.get(items.size() - 1).addAll(flow.blocks());
            }
        }
        return new Block.Items(first(list), items.stream().map(Block.Item::new).toList());
    }

    /** An item that is in no list. */
    Block single(Element item, Look look) {
        return new Block.Items(OptionalInt.empty(), List.of(new Block.Item(item(item, look))));
    }

    private List<Block> item(Element element, Look look) {
        return reader.blocksOf(element, Looks.of(element, look));
    }

    private static OptionalInt first(Element list) {
        if (!list.normalName().equals("ol")) {
            return OptionalInt.empty();
        }
        String start = list.attr("start").strip();
        return OptionalInt.of(start.matches("-?\\d{1,9}") ? Integer.parseInt(start) : 1);
    }
}
