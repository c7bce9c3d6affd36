package org.postizgateway.postiz.content.write;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.postizgateway.postiz.content.document.Block;
import org.postizgateway.postiz.content.document.Document;

/**
 * Writes a document for networks that take HTML: titles and lists in their tags, everything else,
 * numbered lists too, in lines. Blank lines are left to the network, which keeps paragraphs apart.
 */
final class HtmlWriter {

    private static final int LOWEST_TITLE = 3;

    private final Layout layout = new Layout();
    private final HtmlLetters letters = new HtmlLetters();

    Written write(Document document) {
        String html = blocks(document.blocks());
        Set<Loss> losses = EnumSet.noneOf(Loss.class);
        losses.addAll(layout.losses());
        losses.addAll(letters.losses());
        return new Written(html, "", losses);
    }

    private String blocks(List<Block> blocks) {
        return blocks.stream().map(this::block).collect(Collectors.joining());
    }

    private String block(Block block) {
        if (block instanceof Block.Heading heading) {
            return heading(heading);
        }
        if (block instanceof Block.Items list && isUnnumbered(list)) {
            return list.items().stream()
                    .map(item -> "<li>" + blocks(item.blocks()) + "</li>")
                    .collect(Collectors.joining("", "<ul>", "</ul>"));
        }
        return layout.lines(List.of(block)).stream()
                .filter(line -> !line.isBlank())
                .map(line -> "<p>" + letters.html(line) + "</p>")
                .collect(Collectors.joining());
    }

    private String heading(Block.Heading heading) {
        int level = Math.min(heading.level(), LOWEST_TITLE);
        String title =
                Line.split(heading.inlines()).stream()
                        .map(letters::html)
                        .collect(Collectors.joining(" "));
        return "<h" + level + ">" + title + "</h" + level + ">";
    }

    private static boolean isUnnumbered(Block.Items list) {
        return list.first().isEmpty()
                && list.items().stream()
                        .flatMap(item -> item.blocks().stream())
                        .noneMatch(
                                inner ->
                                        inner instanceof Block.Items nested
                                                && !isUnnumbered(nested));
    }
}
