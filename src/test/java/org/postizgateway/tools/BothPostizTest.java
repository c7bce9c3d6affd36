package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.cases.AugustPostiz;
import org.postizgateway.cases.ReportedCase;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.remote.RemoteFile;
import org.postizgateway.sandbox.state.PostizVersion;
import org.postizgateway.sandbox.web.Operation;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds in front of an older and a newer Postiz alike. */
@Timeout(120)
class BothPostizTest extends ToolRouteTest {

    private static final Map<String, Object> VIDEO = video("a fox");
    private static final Map<String, Object> VIDEO_2 = video("another fox");

    @Autowired JdbcClient ledger;

    private static Map<String, Object> video(String prompt) {
        return Map.of(
                "identifier", "veo3",
                "output", "vertical",
                "customParams", List.of(Map.of("key", "prompt", "value", prompt)));
    }

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
        postizIs(version);
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
        postizIs(version);
        SANDBOX.conditions().setVideoGeneratorDown(true);
        for (int call = 0; call < 3; call++) {
            assertThat(fail("generateVideoTool", VIDEO))
                    .contains("AI generation failed")
                    .doesNotContain("held back");
        }
        assertThat(deadLetters()).isZero();

        SANDBOX.conditions().setVideoGeneratorDown(false);
        assertThat(succeed("generateVideoTool", VIDEO).path("url").asText()).endsWith(".mp4");
    }

    @Test
    void a_video_of_a_newer_postiz_is_started_once_and_asked_for_until_it_is_there()
            throws Exception {
        postizIs(PostizVersion.NOVEMBER_2026);
        SANDBOX.conditions().setVideoDuration(Duration.ofSeconds(1));

        JsonNode video = succeed("generateVideoTool", VIDEO);

        assertThat(SANDBOX.media().all())
                .singleElement()
                .satisfies(
                        file -> {
                            assertThat(video.path("url").asText()).isEqualTo(file.path());
                            assertThat(video.path("id").asText()).isEqualTo(file.id());
                        });
        assertThat(SANDBOX.requests().count(Operation.MCP_GENERATE_VIDEO)).isEqualTo(1);
        assertThat(SANDBOX.requests().count(Operation.MCP_VIDEO_STATUS)).isGreaterThan(1);
        assertThat(SANDBOX.requests().count(Operation.GENERATE_VIDEO)).isZero();
    }

    @Test
    void a_postiz_that_is_in_trouble_for_a_while_loses_no_video_and_gets_no_second_one()
            throws Exception {
        postizIs(PostizVersion.NOVEMBER_2026);
        SANDBOX.conditions().setVideoDuration(Duration.ofMillis(500));
        for (Fault fault : List.of(Fault.RESET, Fault.BAD_GATEWAY, Fault.MALFORMED_JSON)) {
            SANDBOX.faults().add(FaultRule.of(fault).on(Operation.MCP_VIDEO_STATUS).times(2));
        }

        assertThat(succeed("generateVideoTool", VIDEO).path("url").asText()).endsWith(".mp4");
        assertThat(SANDBOX.requests().count(Operation.MCP_GENERATE_VIDEO)).isEqualTo(1);
    }

    @Test
    void a_job_that_postiz_has_forgotten_is_unknown_and_not_begun_again() throws Exception {
        postizIs(PostizVersion.NOVEMBER_2026);
        SANDBOX.conditions().setVideoJobRetention(Duration.ZERO);

        String unknown = fail("generateVideoTool", VIDEO);

        assertThat(unknown).contains("Video job not found", "media library");
        assertThat(SANDBOX.requests().count(Operation.MCP_GENERATE_VIDEO)).isEqualTo(1);
        assertThat(deadLetters()).isEqualTo(1);
    }

    @Test
    void a_postiz_that_was_changed_for_another_version_is_noticed_by_its_answers()
            throws Exception {
        postizIs(PostizVersion.NOVEMBER_2026);
        assertThat(succeed("generateVideoTool", VIDEO).path("url").asText()).endsWith(".mp4");

        SANDBOX.conditions().setPostiz(PostizVersion.AUGUST_2026);
        assertThat(succeed("generateVideoTool", VIDEO_2).path("url").asText()).endsWith(".mp4");
        assertThat(SANDBOX.media().all()).hasSize(2);
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
            postizIs(version);

            JsonNode file =
                    succeed("uploadFromUrlTool", Map.of("url", url, "allowDuplicate", true));

            assertThat(SANDBOX.media().all())
                    .as(version.month())
                    .filteredOn(stored -> stored.contentType().startsWith("image/"))
                    .singleElement()
                    .satisfies(
                            stored ->
                                    assertThat(file.path("path").asText())
                                            .isEqualTo(stored.path()));
            assertThat(SANDBOX.requests().count(way)).isEqualTo(1);
        }
    }

    @Test
    @AugustPostiz
    void the_media_library_is_listed_where_postiz_can_tell() throws Exception {
        String path = succeed("generateImageTool", Map.of("prompt", "a fox")).path("path").asText();

        assertThat(fail("mediaListTool", Map.of())).contains("too old for this call");

        SANDBOX.conditions().setPostiz(PostizVersion.NOVEMBER_2026);
        JsonNode list = succeed("mediaListTool", Map.of("page", 1));
        assertThat(texts(list.path("output"), "path")).containsExactly(path);
        assertThat(list.path("pages").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void what_is_no_picture_is_refused_with_the_reason(PostizVersion version) throws Exception {
        postizIs(version);
        String url = "https://docs.example/report";
        SANDBOX.remoteWeb().put(url, new RemoteFile(200, "%PDF-1.7".getBytes()));

        assertThat(fail("uploadFromUrlTool", Map.of("url", url)))
                .contains("Unsupported file type.");
        assertThat(deadLetters()).isZero();
    }
}
