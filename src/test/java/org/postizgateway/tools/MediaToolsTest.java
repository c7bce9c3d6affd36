package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MediaToolsTest extends ToolRouteTest {

    @Test
    void generateImageTool_returns_the_address_of_a_stored_picture() throws Exception {
        JsonNode image = succeed("generateImageTool", Map.of("prompt", "a red fox"));

        assertThat(SANDBOX.media().all())
                .singleElement()
                .satisfies(file -> assertThat(image.path("path").asText()).isEqualTo(file.path()));
    }

    @Test
    void generateImageTool_passes_on_why_a_prompt_was_refused() throws Exception {
        SANDBOX.conditions().setSafetyCategories("violence");

        JsonNode result = call("generateImageTool", Map.of("prompt", "a fight"));

        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(result.at("/structuredContent/error").asText()).contains("violence");
    }

    @Test
    void generateVideoOptions_lists_the_generators_that_are_set_up() throws Exception {
        assertThat(texts(succeed("generateVideoOptions", Map.of()).path("video"), "type"))
                .containsExactly("image-text-slides", "veo3");

        SANDBOX.conditions().setVideoGenerators(Set.of());

        assertThat(succeed("generateVideoOptions", Map.of()).path("video")).isEmpty();
    }

    @Test
    void videoFunctionTool_looks_up_voices() throws Exception {
        JsonNode voices =
                succeed(
                        "videoFunctionTool",
                        Map.of("identifier", "image-text-slides", "functionName", "loadVoices"));

        assertThat(voices.path("voices")).isNotEmpty();
    }

    @Test
    void generateVideoTool_returns_the_address_of_a_stored_video() throws Exception {
        JsonNode video =
                succeed(
                        "generateVideoTool",
                        Map.of(
                                "identifier", "veo3",
                                "output", "vertical",
                                "customParams",
                                        List.of(Map.of("key", "prompt", "value", "a fox"))));

        assertThat(SANDBOX.media().all())
                .singleElement()
                .satisfies(file -> assertThat(video.path("url").asText()).isEqualTo(file.path()));
    }

    @Test
    void generateVideoTool_names_the_parameter_that_is_missing() throws Exception {
        assertThat(
                        fail(
                                "generateVideoTool",
                                Map.of(
                                        "identifier", "image-text-slides",
                                        "output", "vertical",
                                        "customParams", Map.of("prompt", "a fox"))))
                .contains("voice");
    }

    @Test
    void uploadFromUrlTool_stores_a_file_that_can_be_posted() throws Exception {
        JsonNode file =
                succeed(
                        "uploadFromUrlTool",
                        Map.of("url", "https://media.sandbox.example/fox.png?a='b',(c)"));

        assertThat(SANDBOX.media().all())
                .singleElement()
                .satisfies(
                        stored -> assertThat(file.path("path").asText()).isEqualTo(stored.path()));
    }

    @Test
    void uploadFromUrlTool_refuses_local_addresses_before_postiz_is_asked() throws Exception {
        String sentence =
                fail("uploadFromUrlTool", Map.of("url", "https://intranet.example/a.png"));

        assertThat(sentence).contains("local network");
        assertThat(SANDBOX.media().all()).isEmpty();
    }
}
