package org.postizgateway.postiz.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.postiz.content.document.ContentFormat;
import org.postizgateway.postiz.platform.PublishedText;
import org.postizgateway.postiz.platform.TextForm;

/** Networks that read Markdown show what was meant: they are played by a reader of CommonMark. */
class MarkdownNetworksTest {

    private static final Parser MARKDOWN =
            Parser.builder().extensions(List.of(StrikethroughExtension.create())).build();

    @Property(tries = 2_000)
    void articles_show_what_html_looks_like(@ForAll long seed) {
        assertShown(new Sample(seed, false), TextForm.MARKDOWN, "\n");
    }

    @Property(tries = 2_000)
    void chats_show_what_html_looks_like(@ForAll long seed) {
        assertShown(new Sample(seed, false), TextForm.CHAT, "<br>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "<p>a <em>b</em> <s>c</s> <code>d*e</code></p> ¦ a *b* ~~c~~ `d*e`",
                "<p>a <u>b</u> <strong>c </strong>d</p> ¦ a __b__ **c** d",
                "<h2>T</h2><blockquote><p>q</p></blockquote> ¦ ## T⏎> q",
                "<p><a href=\"https://e.com/a_b\">w</a></p> ¦ [w](https://e.com/a_b)",
                "<p>https://e.com/a_b_c and x_y_z</p> ¦ https://e.com/a_b_c and x_y_z",
                "<pre>if (a &lt; b)⏎  c*d</pre> ¦ ```⏎if (a < b)⏎  c*d⏎```",
                "<p>2 * 3 *4* #1</p> ¦ 2 * 3 \\*4\\* #1",
                "<p># of users</p> ¦ \\# of users",
                "||spoiler|| ~~ <@123> ¦ ||spoiler|| ~~ <@123>",
                "*waves* ¦ *waves*",
            })
    void discord_gets_the_marks_that_it_knows(String content, String published) {
        Content written =
                Content.of(
                        content.replace('⏎', '\n'), ContentFormat.AUTO, TextForm.CHAT, "Discord");

        assertThat(PublishedText.of(written.html(), TextForm.CHAT).stripTrailing())
                .isEqualTo(published.replace('⏎', '\n'));
    }

    private static void assertShown(Sample sample, TextForm form, String lineFeed) {
        Content written = Content.of(sample.html(), ContentFormat.AUTO, form, "Network");
        String published = PublishedText.of(written.html(), form);
        String html =
                HtmlRenderer.builder()
                        .escapeHtml(false)
                        .softbreak(lineFeed)
                        .build()
                        .render(MARKDOWN.parse(published));
        StringBuilder shown = new StringBuilder();
        show(Jsoup.parseBodyFragment(html).body(), shown);

        assertThat(lines(shown.toString()))
                .as("%s of%n%s%nby way of%n%s", form, sample.html(), published)
                .isEqualTo(lines(sample.text().replaceAll(" \\(https://[^)]*\\)", "")));
    }

    /** Blocks and items on lines of their own, items behind their marker. */
    private static void show(Node node, StringBuilder text) {
        if (node instanceof TextNode words) {
            text.append(words.getWholeText().replace('\n', ' '));
            return;
        }
        boolean block = node instanceof Element element && element.isBlock();
        boolean behindMarker = node.nodeName().equals("p") && isFirstIn("li", node);
        boolean newLine = (block && !behindMarker) || node.nodeName().equals("br");
        text.append(newLine ? "\n" : "");
        if (node.nodeName().equals("li")) {
            Element item = (Element) node;
            int first = item.parent().hasAttr("start") ? number(item.parent()) : 1;
            boolean numbered = item.parent().nodeName().equals("ol");
            text.append(numbered ? first + item.elementSiblingIndex() + ". " : "- ");
        }
        node.childNodes().forEach(child -> show(child, text));
        text.append(block ? "\n" : "");
    }

    private static boolean isFirstIn(String parent, Node node) {
        return node.parent().nodeName().equals(parent)
                && ((Element) node).elementSiblingIndex() == 0;
    }

    private static int number(Element list) {
        return Integer.parseInt(list.attr("start"));
    }

    private static List<String> lines(String text) {
        return text.lines()
                .map(line -> line.replaceAll("[ \\u00a0]+", " ").strip())
                .map(line -> line.replaceAll("^(-|\\d+\\.)$", ""))
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
