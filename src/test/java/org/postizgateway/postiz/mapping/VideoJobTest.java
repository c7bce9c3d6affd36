package org.postizgateway.postiz.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.postizgateway.TestClock;
import org.postizgateway.outcome.Effect;
import org.postizgateway.postiz.failure.IncompleteAnswerException;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.failure.PostizMcpException;
import org.postizgateway.postiz.failure.VideoFailedException;

class VideoJobTest {

    private final TestClock clock = new TestClock(Instant.parse("2026-11-28T10:00:00Z"));
    private final PostizErrors errors = new PostizErrors(Clock.systemUTC());
    private final VideoJob job = new VideoJob(errors, clock);
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    private void answer(Map<String, Object> structured) {
        exchange.getMessage().setBody(Map.of("result", Map.of("structuredContent", structured)));
    }

    private void following() {
        exchange.getMessage().setBody(Map.of("jobId", "video_o_1"));
        job.follow(exchange);
    }

    private void caught(Exception failure) {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
    }

    @Test
    void notes_the_job_that_was_begun() {
        answer(Map.of("jobId", "video_o_1"));
        job.started(exchange);

        assertThat(exchange.getProperty(VideoJob.ID)).isEqualTo("video_o_1");
        assertThat(exchange.getMessage().getBody()).isEqualTo(Map.of("jobId", "video_o_1"));
    }

    @Test
    void takes_the_video_of_a_postiz_that_made_it_at_once() {
        answer(Map.of("url", "https://h/a.mp4"));
        job.started(exchange);

        assertThat(exchange.getProperty(VideoJob.ID)).isEqualTo("");
        assertThat(exchange.getMessage().getBody(Map.class))
                .extracting("path")
                .isEqualTo("https://h/a.mp4");
    }

    @Test
    void a_refusal_is_definite_and_an_answer_without_a_job_is_not() {
        answer(
                Map.of(
                        "error",
                        "Video generation failed: no. The user's video credit was not used."));
        assertThatThrownBy(() -> job.started(exchange)).isInstanceOf(PostizMcpException.class);

        answer(Map.of());
        assertThatThrownBy(() -> job.started(exchange))
                .isInstanceOf(IncompleteAnswerException.class);
    }

    @Test
    void asks_until_the_video_is_there() {
        following();
        assertThat(job.question(exchange)).isEqualTo(Map.of("jobId", "video_o_1"));
        for (String status : new String[] {"pending", "a word yet to come"}) {
            answer(Map.of("status", status));
            job.note(exchange);
            assertThat(job.isPending(exchange)).isTrue();
        }

        answer(Map.of("status", "completed", "id", "m1", "url", "https://h/a.mp4"));
        job.note(exchange);

        assertThat(job.isPending(exchange)).isFalse();
        assertThat(exchange.getMessage().getBody())
                .isEqualTo(Map.of("id", "m1", "path", "https://h/a.mp4"));
    }

    @Test
    void only_the_word_of_postiz_proves_that_there_will_be_no_video() {
        following();
        answer(Map.of("status", "failed", "error", "the model is overloaded"));
        assertThatThrownBy(() -> job.note(exchange))
                .isInstanceOf(VideoFailedException.class)
                .satisfies(
                        failed -> {
                            assertThat(errors.explain(failed).effect()).isEqualTo(Effect.NONE);
                            assertThat(errors.explain(failed).sentence())
                                    .contains("the model is overloaded", "credit was not used");
                        });

        answer(Map.of("error", "Video job lookup failed: Video job not found"));
        assertThatThrownBy(() -> job.note(exchange))
                .isInstanceOf(IncompleteAnswerException.class)
                .satisfies(
                        lost ->
                                assertThat(errors.explain(lost).effect())
                                        .isEqualTo(Effect.UNKNOWN));
    }

    @Test
    void trouble_on_the_way_is_waited_out() {
        following();
        caught(new IOException("reset"));
        assertThatCode(() -> job.missed(exchange)).doesNotThrowAnyException();
        caught(refused(502));
        assertThatCode(() -> job.missed(exchange)).doesNotThrowAnyException();
    }

    @Test
    void a_credential_that_is_no_longer_accepted_leaves_the_outcome_open() {
        following();
        caught(refused(401));

        assertThatThrownBy(() -> job.missed(exchange))
                .isInstanceOf(IncompleteAnswerException.class)
                .hasMessageContaining("media library");
    }

    @Test
    void a_video_that_is_never_finished_is_given_up_after_hours() {
        following();
        clock.pass(Duration.ofHours(3));
        answer(Map.of("status", "pending"));

        assertThatThrownBy(() -> job.note(exchange))
                .isInstanceOf(IncompleteAnswerException.class)
                .hasMessageContaining("2 hours");
    }

    private static HttpOperationFailedException refused(int status) {
        return new HttpOperationFailedException(
                "http://h", status, "", "", new HashMap<>(), "{\"msg\":\"Invalid API key\"}");
    }
}
