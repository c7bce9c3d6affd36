package org.postizgateway.postiz.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postizgateway.postiz.Recordings;
import org.postizgateway.postiz.failure.PostizFailure.Kind;

/** Every failure that was recorded from a real Postiz gets a sentence of its own. */
class RecordedFailuresTest {

    private final PostizErrors errors = new PostizErrors(Clock.systemUTC());

    static Stream<Named<Map<String, Object>>> failures() {
        return named(Recordings.named("(?!oauth)").filter(recording -> status(recording) >= 400));
    }

    static Stream<Named<Map<String, Object>>> toolCalls() {
        return named(Recordings.named("mcp-call-").filter(recording -> status(recording) == 200));
    }

    private static Stream<Named<Map<String, Object>>> named(
            Stream<Map<String, Object>> recordings) {
        return recordings.map(recording -> Named.of((String) recording.get("name"), recording));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @SuppressWarnings("unchecked")
    void explains_every_status(Map<String, Object> recording) {
        Map<String, Object> response = Recordings.response(recording);
        PostizFailure failure =
                errors.explain(
                        new HttpOperationFailedException(
                                "http://h",
                                status(recording),
                                "",
                                "",
                                new HashMap<>((Map<String, String>) response.get("headers")),
                                Recordings.body(response)));
        assertThat(failure.kind()).isNotIn(Kind.INTERNAL, Kind.UNREADABLE);
        assertThat(failure.sentence()).isNotBlank().doesNotContain("without a reason");
    }

    @ParameterizedTest
    @MethodSource("toolCalls")
    void reads_every_answer_of_a_tool(Map<String, Object> recording) {
        String body = Recordings.body(Recordings.response(recording));
        boolean failed =
                body.contains("\"isError\":true")
                        || body.contains("\"error\":{")
                        || body.contains("\"errors\":")
                        || body.contains("\"structuredContent\":{\"error\"");
        try {
            assertThat(new PostizMcpAnswer().structured(body)).isNotNull();
            assertThat(failed).as(body).isFalse();
        } catch (PostizMcpException e) {
            assertThat(failed).as(body).isTrue();
            assertThat(errors.explain(e).sentence())
                    .isNotBlank()
                    .doesNotContain("argsJson", "Provided arguments");
        }
    }

    private static int status(Map<String, Object> recording) {
        return Recordings.response(recording).get("status") instanceof Integer status ? status : 0;
    }
}
