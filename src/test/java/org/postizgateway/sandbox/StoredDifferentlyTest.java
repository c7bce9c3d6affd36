package org.postizgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.sandbox.state.Storing;
import org.postizgateway.sandbox.state.TextChange;
import org.postizgateway.sandbox.state.post.Post;

/** What some Postiz stores in place of what it was sent. */
class StoredDifferentlyTest extends RunningSandbox {

    private static Post stored(String text) throws Exception {
        String id = sandbox.organization(DefaultOrganizations.KEY).channelOn("linkedin").id();
        client.post("/public/v1/posts", SandboxClient.create(id, text));
        return sandbox.posts().all().get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "drop-links    | <p>Docs https://e.com/d?u=x are live</p> | <p>Docs are live</p>",
                "drop-links    | <p>See <a href='https://e.com'>it</a></p> | <p>See </p>",
                "drop-tags     | <p>One</p><p>Two</p>                     | One Two",
                "glue-blocks   | <p>One</p><h2>Two</h2>                   | OneTwo",
                "trim          | <p>a   b</p>                             | <p>a b</p>",
                "escape        | <p>a &amp; b</p>                         | <p>a &amp;amp; b</p>",
                "cut           | <p>abcdefghi</p>                         | <p>abcde",
                "normalise     | <p>\uFB01ne</p>                          | <p>fine</p>",
                "pretty-quotes | <p>it's</p>                              | <p>it\u2019s</p>",
                "shorten-links | <p>at https://e.com/a/b</p>              | <p>at https://sho.rt/x1</p>",
                "replace       | <p>mine</p>                              | <p>Stored by another version</p>"
            })
    void a_text_is_changed_in_the_way_that_is_asked_for(String change, String sent, String kept)
            throws Exception {
        client.post("/sandbox/conditions", "{\"storing\":{\"text\":[\"%s\"]}}".formatted(change));

        assertThat(stored(sent).content()).isEqualTo(kept);
    }

    @Test
    void changes_come_one_after_the_other() throws Exception {
        sandbox.conditions().setStoring(Storing.with(TextChange.MENTIONS, TextChange.CUT));

        assertThat(stored("<p>@ann</p>").content())
                .startsWith("<p><span class=\"mention\"")
                .doesNotContain("@ann");
    }

    @Test
    void a_date_is_shifted() throws Exception {
        Instant plain = stored("one").publishDate();
        sandbox.reset();
        sandbox.conditions().setStoring(Storing.UNCHANGED.shifting(Duration.ofHours(1)));

        assertThat(stored("one").publishDate()).isEqualTo(plain.plus(Duration.ofHours(1)));
    }
}
