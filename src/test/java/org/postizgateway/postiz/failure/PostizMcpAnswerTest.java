package org.postizgateway.postiz.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.postiz.failure.PostizMcpException.Form;
import org.postizgateway.postiz.json.NotJsonException;

class PostizMcpAnswerTest {

    private static final String IMAGE =
            "{\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"{}\"}],"
                    + "\"structuredContent\":{\"id\":\"1\",\"path\":\"p\"},\"isError\":false},"
                    + "\"jsonrpc\":\"2.0\",\"id\":1}";

    private final PostizMcpAnswer answer = new PostizMcpAnswer();

    @Test
    void reads_what_the_tool_returned() {
        assertThat(answer.structured(IMAGE)).containsEntry("path", "p");
        assertThat(
                        answer.structured(
                                new ByteArrayInputStream(IMAGE.getBytes(StandardCharsets.UTF_8))))
                .containsEntry("id", "1");
    }

    @Test
    void reads_the_answer_out_of_events() {
        String stream =
                "event: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}\n\n"
                        + ": comment\n\nevent: message\r\ndata: "
                        + IMAGE
                        + "\r\n\r\n";
        assertThat(answer.structured(stream)).containsEntry("path", "p");
    }

    @Test
    void falls_back_to_the_text_content() {
        assertThat(
                        answer.structured(
                                "{\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"{\\\"a\\\":1}\"}]}}"))
                .containsEntry("a", 1);
    }

    @Test
    void finds_a_protocol_error() {
        assertError(
                "{\"error\":{\"code\":-32601,\"message\":\"Method not found\"},\"id\":1}",
                "Method not found",
                0);
    }

    @Test
    void finds_a_thrown_error_and_leaves_the_arguments_behind() {
        assertError(
                isError(
                        "{\\\"message\\\":\\\"rejected\\\",\\\"details\\\":{\\\"argsJson\\\":\\\"x\\\"},"
                                + "\\\"cause\\\":{\\\"status\\\":422}}"),
                "rejected",
                422);
    }

    @Test
    void finds_a_failed_validation_and_leaves_the_arguments_behind() {
        assertError(
                isError(
                        "Tool input validation failed:\\n- prompt: Required\\n\\nProvided arguments: {secret}"),
                "Tool input validation failed:\n- prompt: Required",
                0);
        assertError(isError("Unknown tool: nope"), "Unknown tool: nope", 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tool validation failed. Please fix the following errors and try again:\\n- group:"
                        + " Expected string\\n\\nProvided arguments: {\\n  \\\"x\\\": \\\"secret\\\"\\n}",
                "Tool input validation failed for a. Please fix the following errors and try"
                        + " again:\\n- group: Expected string\\n\\nProvided arguments: {\\\"x\\\":"
                        + " \\\"secret... (truncated)",
                "Some words yet to come:\\n- group: Expected string\\n\\nprovided arguments:"
                        + " {\\\"x\\\":\\\"secret\\\"}",
            })
    void arguments_that_do_not_fit_are_known_by_shape_and_not_repeated(String text) {
        assertThatThrownBy(() -> answer.structured(isError(text)))
                .isInstanceOfSatisfying(
                        PostizMcpException.class,
                        thrown -> {
                            assertThat(thrown.getMessage())
                                    .contains("- group: Expected string")
                                    .doesNotContain("secret");
                            assertThat(thrown.form()).isEqualTo(Form.NOT_CALLED);
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error: Invalid structured content for tool x: {\\\"id\\\": \\\"secret\\\"}",
                "Tool output validation failed for x. The tool returned invalid output:\\n- id:"
                        + " Required\\n\\nReturned output: {\\\"id\\\":\\\"secret\\\"}",
                "Error: boom",
            })
    void a_tool_that_ran_is_not_taken_for_one_that_did_not(String text) {
        assertThatThrownBy(() -> answer.structured(isError(text)))
                .isInstanceOfSatisfying(
                        PostizMcpException.class,
                        thrown -> {
                            assertThat(thrown.getMessage()).isNotEmpty().doesNotContain("secret");
                            assertThat(thrown.form()).isEqualTo(Form.THROWN);
                        });
    }

    @Test
    void finds_domain_errors_in_both_places() {
        assertError(structured("{\"output\":{\"errors\":\"too long\"}}"), "too long", 0);
        assertError(structured("{\"error\":\"Failed to fetch URL\"}"), "Failed to fetch URL", 0);
    }

    @Test
    void takes_an_output_without_errors_for_success() {
        assertThat(answer.structured(structured("{\"output\":[]}"))).containsKey("output");
    }

    @Test
    void refuses_what_is_no_answer() {
        assertThatThrownBy(() -> answer.structured("<html>"))
                .isInstanceOf(NotJsonException.class)
                .extracting(thrown -> ((NotJsonException) thrown).isHtml())
                .isEqualTo(true);
        assertThatThrownBy(() -> answer.structured("{\"id\":1}"))
                .isInstanceOf(NotJsonException.class);
    }

    private void assertError(String body, String message, int status) {
        assertThatThrownBy(() -> answer.structured(body))
                .isInstanceOfSatisfying(
                        PostizMcpException.class,
                        thrown -> {
                            assertThat(thrown.getMessage()).isEqualTo(message);
                            assertThat(thrown.status()).isEqualTo(status);
                        });
    }

    private static String isError(String text) {
        return "{\"result\":{\"content\":[{\"type\":\"text\",\"text\":\""
                + text
                + "\"}],\"isError\":true},\"id\":1}";
    }

    private static String structured(String content) {
        return "{\"result\":{\"content\":[],\"structuredContent\":" + content + "},\"id\":1}";
    }
}
