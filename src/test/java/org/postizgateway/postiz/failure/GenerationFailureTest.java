package org.postizgateway.postiz.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.outcome.Effect;
import org.postizgateway.postiz.failure.PostizMcpException.Form;
import org.postizgateway.postiz.json.JsonBody;

/** What a generation that failed, or a tool of Postiz's MCP server, has left behind. */
class GenerationFailureTest {

    private final PostizErrors errors = new PostizErrors(Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Video generation failed: AI generation failed, please try again later.. The user's"
                        + " video credit was not used.",
                "Image generation failed: The model is overloaded. The user's image credit was not"
                        + " used.",
                "AI generation failed, please try again later.",
            })
    void a_generation_that_failed_was_not_paid_whichever_way_it_is_told(String reason) {
        PostizFailure overHttp =
                errors.explain(
                        new HttpOperationFailedException(
                                "http://h",
                                500,
                                "",
                                "",
                                Map.of(),
                                JsonBody.write(Map.of("statusCode", 500, "message", reason))));
        PostizFailure reported = errors.explain(new PostizMcpException(reason, Form.REPORTED, 0));
        PostizFailure thrown = errors.explain(new PostizMcpException(reason, Form.THROWN, 500));

        for (PostizFailure failure : new PostizFailure[] {overHttp, reported, thrown}) {
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(failure.retryable()).as("made again by itself").isFalse();
            assertThat(failure.sentence())
                    .contains(reason.substring(0, 20))
                    .containsOnlyOnce(
                            reason.contains("credit")
                                    ? "credit was not used."
                                    : "Nothing was paid for.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"type must be any of: ", "type must be any of:"})
    void an_empty_list_of_generators_is_told_as_what_it_means(String message) {
        PostizFailure failure =
                errors.explain(
                        new HttpOperationFailedException(
                                "http://h",
                                400,
                                "",
                                "",
                                Map.of(),
                                JsonBody.write(
                                        Map.of("statusCode", 400, "message", List.of(message)))));

        assertThat(failure.sentence()).contains("no video generator", "nothing was paid for");
        assertThat(failure.effect()).isEqualTo(Effect.NONE);
    }

    @Test
    void a_tool_that_throws_may_have_done_something_and_one_that_was_not_called_has_not() {
        assertThat(errors.explain(new PostizMcpException("boom", Form.THROWN, 0)).effect())
                .isEqualTo(Effect.UNKNOWN);
        assertThat(
                        errors.explain(
                                        new PostizMcpException(
                                                "Unknown tool: x", Form.NOT_CALLED, 0))
                                .effect())
                .isEqualTo(Effect.NONE);
    }
}
