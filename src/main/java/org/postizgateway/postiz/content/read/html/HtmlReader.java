package org.postizgateway.postiz.content.read.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.postizgateway.postiz.content.document.Block;
import org.postizgateway.postiz.content.document.Document;
import org.postizgateway.postiz.content.document.Inline;
import org.postizgateway.postiz.content.document.Reading;

/**
 * Reads HTML of any editor as a browser shows it. A paragraph is a line and an empty one an empty
 * line, as in Postiz's own editor.
 */
public final class HtmlReader {

    /** Shown by no browser. */
    private static final Set<String> UNSEEN =
            Set.of(
                    "script",
                    "style",
                    "head",
                    "title",
                    "meta",
                    "link",
                    "base",
                    "template",
                    "noscript",
                    "datalist",
                    "param",
                    "source",
                    "track",
                    "area",
                    "rp");

    private static final Set<String> BLOCKS =
            Set.of(
                    "div",
                    "section",
                    "article",
                    "header",
                    "footer",
                    "main",
                    "aside",
                    "nav",
                    "address",
                    "figure",
                    "figcaption",
                    "details",
                    "summary",
                    "fieldset",
                    "legend",
                    "form",
                    "center",
                    "dl",
                    "dt",
                    "dd",
                    "hgroup",
                    "search",
                    "caption",
                    "menu",
                    "dialog");

    /**
     * Lists, quotes and tables inside each other; each level costs another look at what it holds.
     */
    private static final int MAX_DEPTH = 20;

    private final Remarks remarks = new Remarks();
    private final Lists lists = new Lists(this);
    private int links;
    private int depth;

    private HtmlReader() {}

    /** Reads a text whose {@link Tags} have been told from other brackets. */
    public static Reading read(Tags tags) {
        HtmlReader reader = new HtmlReader();
        Element body = Jsoup.parseBodyFragment(tags.escaped()).body();
        Look look = Look.PLAIN;
        if (tags.haveBlocks() || body.selectFirst("br") != null) {
            reader.remarks.collapsedLines(body);
        } else {
            look = look.preserving();
        }
        Flow flow = new Flow();
        reader.children(body, flow, look);
        return reader.remarks.reading(new Document(flow.blocks()));
    }

    /** The blocks inside an element. */
    List<Block> blocksOf(Element element, Look look) {
        if (depth == MAX_DEPTH) {
            remarks.tooDeep();
            return List.of();
        }
        depth++;
        Flow inner = new Flow();
        children(element, inner, look);
        depth--;
        return inner.blocks();
    }

    void node(Node node, Flow flow, Look look) {
        if (node instanceof TextNode text) {
            flow.text(text.getWholeText(), look);
        } else if (node instanceof Element element && shows(element)) {
            element(element, flow, look);
        }
    }

    private void children(Element element, Flow flow, Look look) {
        for (Node child = element.firstChild(); child != null; child = child.nextSibling()) {
            node(child, flow, look);
        }
    }

    private static boolean shows(Element element) {
        return !UNSEEN.contains(element.normalName())
                && !element.hasAttr("hidden")
                && !Css.of(element).hides();
    }

    private void element(Element element, Flow flow, Look outer) {
        Look look = Looks.of(element, outer);
        String name = element.normalName();
        switch (name) {
            case "br" -> flow.lineBreak();
            case "wbr" -> {}
            case "p" -> paragraph(element, flow, look);
            case "h1", "h2", "h3", "h4", "h5", "h6" -> heading(element, flow, look);
            case "ul", "ol", "menu" -> flow.add(lists.read(element, look));
            case "li" -> flow.add(lists.single(element, look));
            case "blockquote" -> flow.add(new Block.Quote(blocksOf(element, look)));
            case "pre" -> flow.add(code(element));
            case "hr" -> flow.add(new Block.Rule());
            case "table" -> table(element, flow, look);
            case "a" -> children(element, flow, link(element, look));
            case "span" -> span(element, flow, look);
            case "q" -> quotation(element, flow, look);
            case "img" -> picture(element, flow, look);
            case "input" -> input(element, flow, look);
            default -> other(element, flow, look);
        }
    }

    private void other(Element element, Flow flow, Look look) {
        if (remarks.leavesOut(element)) {
            return;
        }
        if (BLOCKS.contains(element.normalName())) {
            flow.endParagraph();
            children(element, flow, look);
            flow.endParagraph();
        } else {
            children(element, flow, look);
        }
    }

    private void paragraph(Element element, Flow flow, Look look) {
        flow.endParagraph();
        List<Block> blocks = blocksOf(element, look);
        if (blocks.isEmpty()) {
            flow.add(new Block.BlankLine());
        }
        blocks.forEach(flow::add);
    }

    private void heading(Element element, Flow flow, Look look) {
        int level = element.normalName().charAt(1) - '0';
        flow.endParagraph();
        children(element, flow, look);
        flow.endLine(inlines -> new Block.Heading(level, inlines));
    }

    private static Block code(Element element) {
        return new Block.Code(List.of(element.wholeText().stripTrailing().split("\\R", -1)));
    }

    private void table(Element table, Flow flow, Look look) {
        flow.endParagraph();
        for (Element row : table.select("caption, tr")) {
            if (row.normalName().equals("caption")) {
                blocksOf(row, look).forEach(flow::add);
            } else if (row.closest("table") == table) {
                flow.add(new Block.Row(cells(row, look)));
            }
        }
    }

    private List<List<Inline>> cells(Element row, Look look) {
        List<List<Inline>> cells = new ArrayList<>();
        for (Element cell : row.children()) {
            cells.add(Lines.joined(blocksOf(cell, Looks.of(cell, look))));
        }
        return cells;
    }

    private Look link(Element element, Look look) {
        String address = element.attr("href").strip();
        boolean absolute = address.matches("(?is)(https?://|mailto:|tel:).+");
        if (!absolute && !address.isEmpty() && !address.startsWith("#")) {
            remarks.deadLink(address);
        }
        return absolute ? look.to(new Look.LinkTarget(address, links++)) : look;
    }

    private void span(Element element, Flow flow, Look look) {
        String id = element.attr("data-mention-id");
        if (id.isEmpty()) {
            children(element, flow, look);
        } else {
            flow.mention(new Inline.Mention(id, element.text()));
        }
    }

    private void quotation(Element element, Flow flow, Look look) {
        flow.text("\u201c", look);
        children(element, flow, look);
        flow.text("\u201d", look);
    }

    private void picture(Element element, Flow flow, Look look) {
        Optional<String> emoji = Pictures.emoji(element);
        emoji.ifPresent(letters -> flow.text(letters, look));
        if (emoji.isEmpty() && Pictures.isVisible(element)) {
            remarks.picture();
        }
    }

    private void input(Element element, Flow flow, Look look) {
        if (element.attr("type").equalsIgnoreCase("checkbox")) {
            flow.text(element.hasAttr("checked") ? "\u2611 " : "\u2610 ", look);
        } else if (!element.attr("type").equalsIgnoreCase("hidden")) {
            remarks.form();
        }
    }
}
