package org.postizgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a newer Postiz makes pictures and videos. */
class NewerPostizMediaTest extends NewerSandbox {

    private static final String VIDEO =
            """
            {"identifier":"veo3","output":"vertical",
             "customParams":[{"key":"prompt","value":"a cat"},{"key":"images","value":[]}]}""";

    @Test
    void a_video_is_a_job_that_ends_when_its_time_has_come() throws Exception {
        sandbox.conditions().setVideoDuration(Duration.ofMinutes(5));
        int credits = sandbox.organization(DefaultOrganizations.KEY).videoCredits();

        String job = content("generateVideoTool", VIDEO).path("jobId").asText();
        String ask = "{\"jobId\":\"" + job + "\"}";

        assertThat(job).startsWith("video_");
        assertThat(content("videoStatusTool", ask).path("status").asText()).isEqualTo("pending");
        sandbox.clock().advance(Duration.ofMinutes(6));
        JsonNode done = content("videoStatusTool", ask);
        assertThat(done.path("status").asText()).isEqualTo("completed");
        assertThat(done.path("url").asText()).endsWith(".mp4");
        assertThat(content("videoStatusTool", ask)).isEqualTo(done);
        assertThat(sandbox.media().all()).hasSize(1);
        assertThat(sandbox.organization(DefaultOrganizations.KEY).videoCredits())
                .isEqualTo(credits - 1);
    }

    @Test
    void a_job_that_fails_gives_its_credit_back() throws Exception {
        sandbox.conditions().setVideoDuration(Duration.ofMinutes(5));
        sandbox.conditions().setVideoGeneratorDown(true);
        int credits = sandbox.organization(DefaultOrganizations.KEY).videoCredits();
        String job = content("generateVideoTool", VIDEO).path("jobId").asText();

        sandbox.clock().advance(Duration.ofMinutes(6));

        JsonNode failed = content("videoStatusTool", "{\"jobId\":\"" + job + "\"}");
        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.path("error").asText()).isNotEmpty();
        assertThat(sandbox.organization(DefaultOrganizations.KEY).videoCredits())
                .isEqualTo(credits);
    }

    @Test
    void a_job_that_is_too_old_or_never_was_is_not_found() throws Exception {
        String job = content("generateVideoTool", VIDEO).path("jobId").asText();
        sandbox.clock().advance(Duration.ofDays(30));

        for (String id : List.of(job, "video_x_y")) {
            assertThat(content("videoStatusTool", "{\"jobId\":\"" + id + "\"}").path("error"))
                    .hasToString("\"Video job lookup failed: Video job not found\"");
        }
    }

    @Test
    void a_picture_that_fails_is_an_error_of_its_result() throws Exception {
        sandbox.conditions().setImageGeneratorDown(true);

        JsonNode result = client.tool("generateImageTool", "{\"prompt\":\"x\"}");

        assertThat(result.path("isError").asBoolean()).isFalse();
        assertThat(result.path("structuredContent").path("error").asText())
                .startsWith("Image generation failed: ")
                .endsWith("The user's image credit was not used.");
    }
}
