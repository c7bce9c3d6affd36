package org.postizgateway.postiz.preflight.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postizgateway.postiz.preflight.Calls.call;
import static org.postizgateway.postiz.preflight.Calls.item;
import static org.postizgateway.postiz.preflight.Calls.post;

import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.postizgateway.postiz.preflight.finding.Findings;
import org.postizgateway.postiz.preflight.post.SocialPost;
import org.postizgateway.postiz.preflight.post.SocialPostReader;

class ItemContentsTest {

    @Test
    void of_one_post_end_between_two_items_when_the_call_has_had_its_time() {
        SocialPost post =
                new SocialPostReader()
                        .read(
                                call(
                                        post(
                                                "linkedin",
                                                p ->
                                                        p.put(
                                                                "postsAndComments",
                                                                Collections.nCopies(
                                                                        40, item("x"))))))
                        .get(0);
        AtomicInteger asked = new AtomicInteger();

        assertThatThrownBy(
                        () ->
                                ItemContents.written(
                                        post,
                                        Optional.empty(),
                                        new Findings(),
                                        () -> {
                                            if (asked.incrementAndGet() == 3) {
                                                throw new CancellationException();
                                            }
                                        }))
                .isInstanceOf(CancellationException.class);
        assertThat(asked).hasValue(3);
    }
}
