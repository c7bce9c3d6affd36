package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.cases.ReportedCase;
import org.postizgateway.sandbox.remote.RemoteFile;
import org.postizgateway.sandbox.state.PostizVersion;
import org.postizgateway.sandbox.web.Operation;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds in front of an older and a newer Postiz alike. */
@Timeout(120)
class BothPostizTest extends ToolRouteTest {

    @Autowired JdbcClient ledger;

    @BeforeEach
    void emptyDeadLetters() {
        ledger.sql("DELETE FROM dead_letter").update();
    }

    private int deadLetters() {
        return ledger.sql("SELECT count(*) FROM dead_letter").query(Integer.class).single();
    }

    @ParameterizedTest
    @EnumSource
    @ReportedCase("image-generator-down")
    void a_picture_that_failed_was_not_paid_and_can_be_asked_for_again(PostizVersion version)
            throws Exception {
        SANDBOX.conditions().setPostiz(version);
        SANDBOX.conditions().setImageGeneratorDown(true);

        String failed = fail("generateImageTool", Map.of("prompt", "a red fox"));
        assertThat(failed).contains("AI generation failed").doesNotContain("held back");
        assertThat(deadLetters()).isZero();

        SANDBOX.conditions().setImageGeneratorDown(false);
        JsonNode image = succeed("generateImageTool", Map.of("prompt", "a red fox"));
        assertThat(image.path("path").asText()).endsWith(".png");
    }

    @ParameterizedTest
    @EnumSource
    void a_video_that_failed_was_not_paid_and_can_be_asked_for_again(PostizVersion version)
            throws Exception {
        SANDBOX.conditions().setPostiz(version);
        SANDBOX.conditions().setVideoGeneratorDown(true);
        Map<String, Object> video =
                Map.of(
                        "identifier", "veo3",
                        "output", "vertical",
                        "customParams", List.of(Map.of("key", "prompt", "value", "a fox")));

        for (int call = 0; call < 3; call++) {
            assertThat(fail("generateVideoTool", video))
                    .contains("AI generation failed")
                    .doesNotContain("held back");
        }
        assertThat(deadLetters()).isZero();

        SANDBOX.conditions().setVideoGeneratorDown(false);
        assertThat(succeed("generateVideoTool", video).path("url").asText()).endsWith(".mp4");
    }

    @ParameterizedTest
    @CsvSource({
        "https://media.sandbox.example/noext, MCP_UPLOAD_FROM_URL",
        "https://media.sandbox.example/CAT.PNG, MCP_UPLOAD_FROM_URL",
        "https://media.sandbox.example/my cat.png, UPLOAD_FROM_URL",
        "https://media.sandbox.example/cat.png?width=5&height=5, UPLOAD_FROM_URL",
        "https://media.sandbox.example/noext?width=5&height=5, MCP_UPLOAD_FROM_URL",
        "'https://media.sandbox.example/cat.png\n', UPLOAD_FROM_URL",
    })
    @ReportedCase({"upload-without-extension", "url-with-line-feed"})
    void whatever_postiz_can_fetch_is_uploaded(String url, Operation way) throws Exception {
        for (PostizVersion version : PostizVersion.values()) {
            SANDBOX.reset();
            SANDBOX.conditions().setPostiz(version);

            JsonNode file =
                    succeed("uploadFromUrlTool", Map.of("url", url, "allowDuplicate", true));

            assertThat(SANDBOX.media().all())
                    .as(version.month())
                    .singleElement()
                    .satisfies(
                            stored ->
                                    assertThat(file.path("path").asText())
                                            .isEqualTo(stored.path()));
            assertThat(SANDBOX.requests().count(way)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_no_picture_is_refused_with_the_reason(PostizVersion version) throws Exception {
        SANDBOX.conditions().setPostiz(version);
        String url = "https://docs.example/report";
        SANDBOX.remoteWeb().put(url, new RemoteFile(200, "%PDF-1.7".getBytes()));

        assertThat(fail("uploadFromUrlTool", Map.of("url", url)))
                .contains("Unsupported file type.");
        assertThat(deadLetters()).isZero();
    }
}
