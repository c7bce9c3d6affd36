package org.postizgateway.postiz.content;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.postizgateway.postiz.content.document.ContentFormat;
import org.postizgateway.postiz.platform.LookAlikes;
import org.postizgateway.postiz.platform.PublishedText;
import org.postizgateway.postiz.platform.TextForm;

/** Readers see of a document what its author wrote, whatever it is written in. */
class PublishedDocumentsTest {

    private static final TextForm[] PLAIN_TEXT = {
        TextForm.PLAIN, TextForm.TWEET, TextForm.TELEGRAM
    };

    @Property(tries = 3_000)
    void html_is_published_as_it_looks(@ForAll long seed) {
        Sample sample = new Sample(seed, false);
        assertPublished(sample.html(), ContentFormat.AUTO, sample.text());
    }

    @Property(tries = 3_000)
    void markdown_is_published_as_it_looks(@ForAll long seed) {
        Sample sample = new Sample(seed, true);
        assertPublished(sample.markdown(), ContentFormat.AUTO, sample.text());
    }

    @Property(tries = 2_000)
    void plain_text_is_published_as_typed(
            @ForAll
                    @CharRange(from = ' ', to = '~')
                    @CharRange(from = 'à', to = 'ü')
                    @CharRange(from = '\n', to = '\n')
                    @StringLength(max = 60)
                    String text) {
        assertPublished(text, ContentFormat.PLAIN, text);
    }

    /** The samples again, as text that is to be seen with all its marks. */
    @Property(tries = 1_000)
    void marks_are_published_as_typed_where_that_is_asked_for(@ForAll long seed) {
        Sample sample = new Sample(seed, false);
        String html = sample.html().replaceAll("&(?:amp|lt|gt|nbsp);", "&");
        assertPublished(html, ContentFormat.PLAIN, html);
        assertPublished(sample.markdown(), ContentFormat.PLAIN, sample.markdown());
    }

    private static void assertPublished(String content, ContentFormat format, String text) {
        for (TextForm form : PLAIN_TEXT) {
            Content written = Content.of(content, format, form, "LinkedIn");
            assertThat(written.problems()).isEmpty();
            assertThat(seen(PublishedText.of(written.html(), form)))
                    .as("%s of%n%s%nby way of%n%s", form, content, written.html())
                    .isEqualTo(seen(text));
        }
    }

    /** In ordinary letters, without blank lines around and spaces at the ends of lines. */
    private static String seen(String text) {
        return LookAlikes.plain(text)
                .replaceAll("[ \\u00a0]+(?=\\n|$)", "")
                .replaceAll("\\A\\n+|\\n+\\z", "");
    }
}
