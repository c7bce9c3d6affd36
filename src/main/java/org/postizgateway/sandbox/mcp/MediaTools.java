package org.postizgateway.sandbox.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.postizgateway.sandbox.generation.MediaGenerator;
import org.postizgateway.sandbox.generation.VideoCatalog;
import org.postizgateway.sandbox.generation.VideoRequest;
import org.postizgateway.sandbox.state.Media;
import org.postizgateway.sandbox.state.Organization;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** Tools that generate pictures and videos. */
public final class MediaTools {

    private final MediaGenerator generator;
    private final VideoCatalog videos;

    public MediaTools(MediaGenerator generator, VideoCatalog videos) {
        this.generator = generator;
        this.videos = videos;
    }

    Map<String, Tool> tools() {
        return Map.of(
                "generateVideoOptions",
                Tool.immediate((arguments, organization) -> videos.options()),
                "videoFunctionTool",
                Tool.immediate(this::videoFunction),
                "generateVideoTool",
                this::video,
                "generateImageTool",
                this::image);
    }

    private JsonNode videoFunction(ObjectNode arguments, Organization organization) {
        return videos.call(
                        arguments.path("identifier").asText(),
                        arguments.path("functionName").asText())
                .orElseThrow(() -> ToolFailure.error("Function not found"));
    }

    private CompletableFuture<JsonNode> video(ObjectNode arguments, Organization organization) {
        VideoRequest wanted =
                new VideoRequest(
                        arguments.path("identifier").asText(),
                        arguments.path("output").asText(),
                        Pairs.toObject(arguments.path("customParams")));
        return generator
                .video(organization, wanted)
                .handle(
                        (media, failure) ->
                                failure == null
                                        ? JavaScriptJson.object().put("url", media.path())
                                        : JavaScriptJson.object().put("error", worded(failure)));
    }

    private static String worded(Throwable failure) {
        return "Video generation failed: "
                + refusal(failure).getMessage()
                + ". The user's video credit was not used.";
    }

    private CompletableFuture<JsonNode> image(ObjectNode arguments, Organization organization) {
        return generator
                .image(organization, arguments.path("prompt").asText())
                .handle(MediaTools::imageResult);
    }

    private static JsonNode imageResult(Media media, Throwable failure) {
        if (failure != null) {
            throw ToolFailure.http(refusal(failure));
        }
        return JavaScriptJson.object().put("id", media.id()).put("path", media.path());
    }

    private static ApiFailure refusal(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof ApiFailure refusal ? refusal : ApiFailure.internal();
    }
}
