package org.postizgateway.postiz.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.postiz.platform.NormalText;

class ContentHtmlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AT&T|<p>AT&amp;T</p>",
                "I <3 you|<p>I &lt;3 you</p>",
                "List<String> x|<p>List&lt;String&gt; x</p>",
                "a -> b|<p>a -&gt; b</p>",
            })
    void shows_plain_text_as_typed(String content, String html) {
        assertThat(ContentHtml.of(content)).isEqualTo(html);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>a</p><p>b &amp; c</p>",
                "<h1>T</h1><p>a</p>",
                "Intro <p>a</p>",
                "<p><strong>a</strong></p><ul><li><p>b</p></li></ul>"
            })
    void leaves_html_with_paragraphs_alone(String content) {
        assertThat(ContentHtml.of(content)).isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello <strong>you</strong>!|<p>Hello <strong>you</strong>!</p>",
                "<ul><li>one</li></ul>|<ul><li><p>one</p></li></ul>",
                "a<br>b|<p>a</p><p>b</p>",
                "<p>a<br><u>b</u> c</p>|<p>a</p><p><u>b</u> c</p>",
                "<ul><li><p>a<br>b</p></li></ul>|<ul><li><p>a b</p></li></ul>",
                "<div>a</div><div>b</div>|<p>a</p><p>b</p>",
                "<b>a</b>|<p><strong>a</strong></p>",
                "<h1>T</h1>text|<h1>T</h1><p>text</p>",
            })
    void gives_html_the_form_that_postiz_publishes_as_meant(String content, String html) {
        assertThat(ContentHtml.of(content)).isEqualTo(html);
    }

    @Property(tries = 300)
    void loses_nothing_of_plain_text(
            @ForAll
                    @CharRange(from = ' ', to = '~')
                    @CharRange(from = 'à', to = 'ü')
                    @StringLength(max = 40)
                    String text) {
        String harmless = text.replace("<", "< ").replace("&", "& ");
        assertThat(NormalText.of(ContentHtml.of(harmless))).isEqualTo(harmless);
    }

    @Test
    void takes_line_breaks_between_marked_up_words_for_such() {
        assertThat(ContentHtml.of("a <strong>b</strong>\n\nc &amp; d"))
                .isEqualTo("<p>a <strong>b</strong></p><p></p><p>c &amp; d</p>");
    }

    @Test
    void keeps_empty_lines() {
        assertThat(ContentHtml.of("a\r\n\nb")).isEqualTo("<p>a</p><p></p><p>b</p>");
        assertThat(ContentHtml.of("")).isEmpty();
    }
}
