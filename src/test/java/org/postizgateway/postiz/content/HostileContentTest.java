package org.postizgateway.postiz.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.postiz.content.document.ContentFormat;
import org.postizgateway.postiz.platform.PublishedText;
import org.postizgateway.postiz.platform.TextForm;

/** Long texts, made to be slow or deep. A line break 80,000 times took 52 seconds once. */
class HostileContentTest {

    private static final int LONG = 40_000;

    @ParameterizedTest
    @ValueSource(
            strings = {"a<br>", "<", "<a b=\"", "[", "**a ", "<ul><li>", "<table><tr><td>", "> "})
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void is_published_whole_or_refused_in_time(String piece) {
        String text = piece.repeat(LONG / piece.length());
        for (ContentFormat format : ContentFormat.values()) {
            assertWholeOrRefused(text, format, TextForm.MARKDOWN);
        }
        assertWholeOrRefused(text, ContentFormat.AUTO, TextForm.TWEET);
    }

    private static void assertWholeOrRefused(String text, ContentFormat format, TextForm form) {
        Content content = Content.of(text, format, form, "X");

        if (content.problems().isEmpty()) {
            assertThat(count(text.charAt(0), PublishedText.of(content.html(), form)))
                    .as("as %s", format)
                    .isEqualTo(count(text.charAt(0), text));
        } else {
            assertThat(content.problems()).singleElement().asString().contains("nested");
        }
    }

    private static long count(char wanted, String text) {
        return text.chars().filter(c -> c == wanted).count();
    }

    @ParameterizedTest
    @EnumSource(TextForm.class)
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void many_line_breaks_are_as_many_lines(TextForm form) {
        String text = "a<br>".repeat(20_000);

        Content content = Content.of(text, ContentFormat.AUTO, form, "X");

        assertThat(count('a', PublishedText.of(content.html(), form))).isEqualTo(20_000);
    }

    @Test
    void is_refused_unread_beyond_the_bound() {
        Content content =
                Content.of(
                        "a".repeat(Content.MAX_LENGTH + 1),
                        ContentFormat.AUTO,
                        TextForm.PLAIN,
                        "X");

        assertThat(content.problems()).singleElement().asString().contains("262144");
        assertThat(content.html()).isEmpty();
    }

    @Test
    void quotes_within_quotes_are_refused_when_nobody_can_mean_them() {
        Content content =
                Content.of("> ".repeat(5_000) + "a", ContentFormat.MARKDOWN, TextForm.PLAIN, "X");

        assertThat(content.problems()).singleElement().asString().contains("nested");
    }
}
