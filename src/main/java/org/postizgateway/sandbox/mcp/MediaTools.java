package org.postizgateway.sandbox.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.postizgateway.sandbox.generation.MediaGenerator;
import org.postizgateway.sandbox.generation.VideoCatalog;
import org.postizgateway.sandbox.generation.VideoJobs;
import org.postizgateway.sandbox.generation.VideoRequest;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Feature;
import org.postizgateway.sandbox.state.Media;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** Tools that generate pictures and videos. */
public final class MediaTools {

    private final MediaGenerator generator;
    private final VideoCatalog videos;
    private final VideoJobs jobs;
    private final Conditions conditions;

    public MediaTools(
            MediaGenerator generator, VideoCatalog videos, VideoJobs jobs, Conditions conditions) {
        this.generator = generator;
        this.videos = videos;
        this.jobs = jobs;
        this.conditions = conditions;
    }

    Map<String, Tool> tools() {
        return Map.of(
                "generateVideoOptions",
                Tool.immediate((arguments, organization) -> videos.options()),
                "videoFunctionTool",
                Tool.immediate(this::videoFunction),
                "generateVideoTool",
                this::video,
                "videoStatusTool",
                Tool.immediate(this::videoStatus),
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
        if (conditions.has(Feature.VIDEO_JOBS)) {
            return CompletableFuture.completedFuture(started(organization, wanted));
        }
        return generator
                .video(organization, wanted)
                .handle(
                        (media, failure) ->
                                failure == null
                                        ? JavaScriptJson.object().put("url", media.path())
                                        : JavaScriptJson.object().put("error", worded(failure)));
    }

    private JsonNode started(Organization organization, VideoRequest wanted) {
        try {
            return JavaScriptJson.object().put("jobId", jobs.start(organization, wanted));
        } catch (ApiFailure refused) {
            return JavaScriptJson.object().put("error", worded(refused));
        }
    }

    private JsonNode videoStatus(ObjectNode arguments, Organization organization) {
        Optional<VideoJobs.Status> status =
                jobs.status(arguments.path("jobId").asText(), organization);
        ObjectNode result = JavaScriptJson.object();
        if (status.isEmpty()) {
            return result.put("error", "Video job lookup failed: Video job not found");
        }
        if (status.get().isPending()) {
            return result.put("status", "pending");
        }
        status.get()
                .media()
                .ifPresent(
                        media ->
                                result.put("status", "completed")
                                        .put("id", media.id())
                                        .put("url", media.path()));
        status.get()
                .failure()
                .ifPresent(
                        failure ->
                                result.put("status", "failed")
                                        .put("error", refusal(failure).getMessage()));
        return result;
    }

    private String worded(Throwable failure) {
        ApiFailure refused = refusal(failure);
        boolean noCredits = refused.status() == 402 && conditions.has(Feature.VIDEO_JOBS);
        return "Video generation failed: "
                + (noCredits
                        ? "No AI video credits are available on this account."
                        : refused.getMessage())
                + ". The user's video credit was not used.";
    }

    private CompletableFuture<JsonNode> image(ObjectNode arguments, Organization organization) {
        return generator
                .image(organization, arguments.path("prompt").asText())
                .handle(this::imageResult);
    }

    private JsonNode imageResult(Media media, Throwable failure) {
        if (failure != null && conditions.has(Feature.IMAGE_ERRORS)) {
            return JavaScriptJson.object()
                    .put(
                            "error",
                            "Image generation failed: "
                                    + refusal(failure).getMessage()
                                    + ". The user's image credit was not used.");
        }
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
