package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.cases.AugustPostiz;
import org.postizgateway.sandbox.web.Operation;

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
    void videoFunctionTool_names_the_generators_and_functions_there_are() throws Exception {
        assertThat(function("veo9", "loadVoices"))
                .isEqualTo(
                        "identifier \"veo9\" is not a video generator of this Postiz. It has"
                                + " image-text-slides, veo3; see generateVideoOptions.");
        assertThat(function("image-text-slides", "voices"))
                .isEqualTo(
                        "functionName \"voices\" is not a function of image-text-slides, which has"
                                + " loadVoices.");
        assertThat(function("veo3", "loadVoices")).endsWith("of veo3, which has none.");

        SANDBOX.conditions().setVideoGenerators(Set.of());

        assertThat(function("image-text-slides", "loadVoices"))
                .startsWith("This Postiz has no video generator.");
        assertThat(SANDBOX.requests().count(Operation.VIDEO_FUNCTION)).isZero();
    }

    @Test
    void generateVideoTool_names_generators_and_parameters_before_any_is_paid_for()
            throws Exception {
        assertThat(fail("generateVideoTool", video("veo9", Map.of("prompt", "a fox"))))
                .contains(
                        "identifier \"veo9\" is not a video generator", "image-text-slides, veo3");
        assertThat(fail("generateVideoTool", video("veo3", Map.of("prompt", "a fox", "image", 1))))
                .contains("customParams.image is not a parameter of veo3. It has prompt, images.");
        assertThat(
                        fail(
                                "generateVideoTool",
                                video("veo3", Map.of("prompt", "a fox", "images", List.of("x")))))
                .contains("customParams.images must be addresses of pictures");
        assertThat(
                        fail(
                                "generateVideoTool",
                                video("veo3", Map.of("prompt", "a fox", "images", List.of(1)))))
                .contains("customParams.images.0: integer found", "Nothing was generated.");
        assertThat(fail("generateVideoTool", video("image-text-slides", Map.of("prompt", "a fox"))))
                .contains("customParams: required property 'voice' not found");
        assertThat(SANDBOX.requests().count(Operation.GENERATE_VIDEO)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"   ", "\n\t", "\u200b\u2060", "\u0000"})
    void nothing_is_generated_of_a_blank_prompt(String prompt) throws Exception {
        assertThat(fail("generateImageTool", Map.of("prompt", prompt)))
                .isEqualTo("prompt is blank. Say in it what to show. Nothing was generated.");
        assertThat(fail("generateVideoTool", video("veo3", Map.of("prompt", prompt))))
                .startsWith("customParams.prompt is blank.");
        assertThat(SANDBOX.media().all()).isEmpty();
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
    @AugustPostiz
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

    private String function(String generator, String name) throws Exception {
        return fail("videoFunctionTool", Map.of("identifier", generator, "functionName", name));
    }

    private static Map<String, Object> video(String generator, Object parameters) {
        return Map.of("identifier", generator, "output", "vertical", "customParams", parameters);
    }
}
