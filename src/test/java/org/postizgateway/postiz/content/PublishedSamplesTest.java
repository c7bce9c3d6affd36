package org.postizgateway.postiz.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.postiz.content.document.ContentFormat;
import org.postizgateway.postiz.platform.LookAlikes;
import org.postizgateway.postiz.platform.PublishedText;
import org.postizgateway.postiz.platform.TextForm;

/** In the samples ⏎ is a line feed, and letters between two ‹ › are bold. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PublishedSamplesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "AT&T ¦ AT&T",
                "I <3 you ¦ I <3 you",
                "Tip: if (a<b && c>d) swap(a, b); ¦ Tip: if (a<b && c>d) swap(a, b);",
                "use Box<U> and List<String> ¦ use Box<U> and List<String>",
                "Map<K, V> m = new HashMap<>(); ¦ Map<K, V> m = new HashMap<>();",
                "a -> b => c <- d ¦ a -> b => c <- d",
                "<@123> in <#456> ¦ <@123> in <#456>",
                "<jane@example.com> wrote ¦ <jane@example.com> wrote",
                "<note>remember</note> ¦ <note>remember</note>",
                "the <b> tag ¦ the <b> tag",
                "one⏎two⏎⏎three ¦ one⏎two⏎⏎three",
                "  indented⏎    more ¦   indented⏎    more",
                "Tom &amp; Jerry ¦ Tom & Jerry",
                "snake_case_name and __init__ ¦ snake_case_name and __init__",
                "2 * 3 * 4 = 24 ¦ 2 * 3 * 4 = 24",
                "5*3*2 and 2**3**4 ¦ 5*3*2 and 2**3**4",
                "#launch #news ¦ #launch #news",
                "We are # 1 in the charts ¦ We are # 1 in the charts",
                "# 1 in the charts⏎for weeks ¦ # 1 in the charts⏎for weeks",
                "https://example.com/a_b_c_d?x=1&y=_z_ ¦ https://example.com/a_b_c_d?x=1&y=_z_",
                "*waves* hello ¦ *waves* hello",
                "- one⏎- two ¦ - one⏎- two",
                "* one⏎* two ¦ * one⏎* two",
                "1) one⏎2) two ¦ 1) one⏎2) two",
                "> said who? ¦ > said who?",
                "a[0](x) + b ¦ a[0](x) + b",
                "[1]: see below ¦ [1]: see below",
                "Price: $5 ~ $6, ~~ ok ¦ Price: $5 ~ $6, ~~ ok",
                "a | b⏎c | d ¦ a | b⏎c | d",
                "C:\\new\\notes.txt ¦ C:\\new\\notes.txt",
                "(post:abc123) ¦ (post:abc123)",
            })
    void plain_text_is_published_as_typed(String content, String published) {
        assertPublished(content, published);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "<p>A</p><p><br></p><p>B</p> ¦ A⏎⏎B",
                "<p>A</p><p></p><p>B</p> ¦ A⏎⏎B",
                "<p>A</p><p>&nbsp;</p><p>B</p> ¦ A⏎⏎B",
                "<p class=\"MsoNormal\">Hello team</p> ¦ Hello team",
                "<p>Steps:</p><ol><li>Plan</li><li>Do</li></ol> ¦ Steps:⏎1. Plan⏎2. Do",
                "<ol start=\"3\"><li>c</li><li>d</li></ol> ¦ 3. c⏎4. d",
                "<p>Intro</p><h3>News</h3><p>Body</p> ¦ Intro⏎News⏎Body",
                "<h1>Title only</h1> ¦ Title only",
                "<b style=\"font-weight:normal;\">Plain sentence</b> ¦ Plain sentence",
                "<span style=\"font-weight: 700\">A</span>b ¦ ‹A›b",
                "Now <del>$99</del> $49 ¦ Now $99 $49",
                "<p><strong><a href=\"https://e.com/x\">Read more</a></strong></p>"
                        + " ¦ ‹Read more› (https://e.com/x)",
                "<a href=\"https://e.com/\">e.com</a> ¦ https://e.com/",
                "<p>one</p>⏎<p>two</p>⏎⏎<p>three</p> ¦ one⏎two⏎three",
                "<p>one⏎   two</p> ¦ one two",
                "a<br>b<br/><br />c ¦ a⏎b⏎⏎c",
                "<p>a<br>b</p><p>c</p> ¦ a⏎b⏎c",
                "<p>a<br></p><p>b</p> ¦ a⏎b",
                "<div>a</div><div><br></div><div>b</div> ¦ a⏎⏎b",
                "<ul><li>one</li><li><p>two</p></li></ul><p>end</p> ¦ - one⏎- two⏎end",
                "<ul><li>one<ul><li>in</li></ul></li><li>two</li></ul> ¦ - one⏎  - in⏎- two",
                "<ul><li>one</li><ol><li>in</li></ol></ul> ¦ - one⏎  1. in",
                "<li>one</li><li>two</li> ¦ - one⏎- two",
                "<blockquote><p>Be.</p></blockquote><p>x</p> ¦ Be.⏎x",
                "<pre><code>if (a &lt; b) {⏎  go();⏎}</code></pre> ¦ if (a < b) {⏎  go();⏎}",
                "<table><tr><th>a</th><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
                        + " ¦ ‹a› | b⏎c | d",
                "Hello <strong>you</strong>!⏎⏎Bye ¦ Hello ‹you›!⏎⏎Bye",
                "<p>AT&amp;T &lt;3</p> ¦ AT&T <3",
                "<p>AT&T <3 List<String> a<b</p> ¦ AT&T <3 List<String> a<b",
                "<p>Hi <@123>, x<y</p> ¦ Hi <@123>, x<y",
                "<p>a <em>b</em>c <q>d</q></p> ¦ a bc “d”",
                "<!-- note --><p>a</p><script>b()</script><style>c{}</style> ¦ a",
                "<p>a<p>b ¦ a⏎b",
                "<p>a <strong>b</p> ¦ a ‹b›",
                "<p>a</b></p> ¦ a",
                "<p>a <img alt=\"🎉\" src=\"https://e.com/1f389.png\"> b</p> ¦ a 🎉 b",
                "<p>on <strong>on</strong> <u>u</u> <strong>a$&b</strong></p> ¦ on ‹on› u̲ ‹a$&b›",
                "<p>x <strong>1 &lt; 2 &amp; 3</strong></p> ¦ x ‹1 < 2 & 3›",
                "<p><strong><u>ab</u></strong></p> ¦ ‹ab›",
                "<h2>a</h2><p>b</p><hr><p>c</p> ¦ a⏎b⏎---⏎c",
                "<div><p>a</p>b<p>c</p></div> ¦ a⏎b⏎c",
                "<p>a</p><p hidden>b</p><p style=\"display:none\">c</p> ¦ a",
                "<html><head><title>t</title></head><body><p>a</p></body></html> ¦ a",
                "<ul><li><input type=\"checkbox\" checked> done</li></ul> ¦ - ☑ done",
                "<a href=\"mailto:jo@e.com\">write</a> ¦ write (jo@e.com)",
                "<a href=\"javascript:x()\">here</a> or <a href=\"#a\">there</a> ¦ here or there",
                "<dl><dt>a</dt><dd>b</dd></dl> ¦ a⏎b",
            })
    void html_is_published_as_a_browser_shows_it(String content, String published) {
        assertPublished(content, published);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "**Bold** and [link](https://example.com) ¦ ‹Bold› and link (https://example.com)",
                "# Title⏎⏎Text⏎more ¦ Title⏎⏎Text⏎more",
                "## Title⏎Text ¦ Title⏎Text",
                "**Steps**⏎⏎1. Plan⏎2. Do ¦ ‹Steps›⏎⏎1. Plan⏎2. Do",
                "**Steps**⏎- Plan⏎  - deep⏎- Do ¦ ‹Steps›⏎- Plan⏎  - deep⏎- Do",
                "**a**⏎⏎⏎b ¦ ‹a›⏎⏎⏎b",
                "**a** snake_case_name 2 * 3 * 4 5*3*2 ¦ ‹a› snake_case_name 2 * 3 * 4 5*3*2",
                "**a** if (x<y && z>w) Box<U> ¦ ‹a› if (x<y && z>w) Box<U>",
                "**a** AT&T #tag ¦ ‹a› AT&T #tag",
                "**a** <u>b</u><br>c ¦ ‹a› b̲⏎c",
                "```⏎x = *y*⏎  z⏎``` ¦ x = *y*⏎  z",
                "~~$99~~ $49 ¦ $99 $49",
                "| a | b |⏎|---|---|⏎| c | d | ¦ ‹a› | ‹b›⏎c | d",
                "**a**⏎---⏎b ¦ ‹a›⏎---⏎b",
                "**a**⏎⏎[1]: https://e.com ¦ ‹a›⏎⏎[1]: https://e.com",
                "**a**⏎⏎- b⏎⏎- c ¦ ‹a›⏎⏎- b⏎⏎- c",
                "**a** <https://e.com/x_y> ¦ ‹a› https://e.com/x_y",
                "**a**⏎    four spaces ¦ ‹a›⏎four spaces",
            })
    void markdown_is_published_as_it_reads(String content, String published) {
        assertPublished(content, published);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "First.\\n\\nSecond. ¦ First.⏎⏎Second.",
                "Hello!\\nNew line ¦ Hello!⏎New line",
                "Todo\\n- a\\n- b ¦ Todo⏎- a⏎- b",
                "C:\\new\\notes ¦ C:\\new\\notes",
                "print(a\\nb) ¦ print(a\\nb)",
            })
    void line_feeds_escaped_once_too_often_are_line_feeds(String content, String published) {
        assertPublished(content, published);
    }

    private static void assertPublished(String content, String published) {
        String expected = text(published);
        for (TextForm form : new TextForm[] {TextForm.PLAIN, TextForm.TWEET, TextForm.TELEGRAM}) {
            Content written = Content.of(text(content), ContentFormat.AUTO, form, "LinkedIn");
            assertThat(written.problems()).as(form + " problems").isEmpty();
            String text = PublishedText.of(written.html(), form).stripTrailing();
            boolean realBold = form == TextForm.TELEGRAM;
            assertThat(realBold ? LookAlikes.plain(text) : text)
                    .as("%s of %s", form, written.html())
                    .isEqualTo(realBold ? LookAlikes.plain(bold(expected)) : bold(expected));
        }
    }

    private static String text(String sample) {
        return sample.replace('⏎', '\n');
    }

    private static String bold(String text) {
        StringBuilder bold = new StringBuilder();
        for (String part : text.split("(?=‹)|(?<=›)")) {
            bold.append(
                    part.startsWith("‹")
                            ? LookAlikes.bold(part.substring(1, part.length() - 1))
                            : part);
        }
        return bold.toString();
    }
}
