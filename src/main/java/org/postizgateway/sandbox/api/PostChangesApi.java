package org.postizgateway.sandbox.api;

import static org.postizgateway.sandbox.api.ApiKeyGate.organization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postizgateway.sandbox.posting.Dates;
import org.postizgateway.sandbox.posting.MediaUrls;
import org.postizgateway.sandbox.posting.PastDates;
import org.postizgateway.sandbox.posting.SettingsUpdate;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Feature;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.state.post.Posts;
import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.Incoming;
import org.postizgateway.sandbox.web.JavaScriptJson;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Changing what was created: settings, attachments, status, and the id a network gave. */
public final class PostChangesApi {

    private static final String MISSING = "missing";

    private final Posts posts;
    private final SettingsUpdate settings;
    private final PastDates pastDates;
    private final MediaUrls mediaUrls;
    private final Conditions conditions;

    public PostChangesApi(
            Posts posts,
            SettingsUpdate settings,
            PastDates pastDates,
            MediaUrls mediaUrls,
            Conditions conditions) {
        this.pastDates = pastDates;
        this.mediaUrls = mediaUrls;
        this.conditions = conditions;
        this.posts = posts;
        this.settings = settings;
    }

    public void routes(RouterFunctions.Builder routes) {
        routes.GET("/posts/{id}/missing", request -> Answers.ok(JavaScriptJson.array()))
                .PUT("/posts/{id}/release-id", this::releaseId)
                .PUT("/posts/{id}/settings", this::settings)
                .PUT("/posts/{id}/status", this::status)
                .route(
                        RequestPredicates.PUT("/posts/{id}/attachments")
                                .and(request -> conditions.has(Feature.ATTACHMENT_CHANGES)),
                        this::attachments)
                .GET("/analytics/post/{id}", this::analytics);
    }

    private ServerResponse settings(ServerRequest request) {
        JsonNode changes = Incoming.json(request).path("settings");
        List<String> complaints = new ArrayList<>();
        if (changes.isMissingNode() || changes.isNull()) {
            complaints.add("settings should not be null or undefined");
        }
        if (!changes.isObject()) {
            complaints.add("settings must be an object");
            throw ApiFailure.invalid(complaints);
        }
        Post post =
                settings.update(
                        request.pathVariable("id"), (ObjectNode) changes, organization(request));
        return Answers.ok(
                JavaScriptJson.object()
                        .put("postId", post.id())
                        .put("publishDate", Dates.withoutZone(post.publishDate())));
    }

    private ServerResponse status(ServerRequest request) {
        PostState state =
                switch (Incoming.json(request).path("status").asText()) {
                    case "draft" -> PostState.DRAFT;
                    case "schedule" -> PostState.QUEUE;
                    default ->
                            throw ApiFailure.invalid(
                                    List.of(
                                            "status must be one of the following values:"
                                                    + " draft, schedule"));
                };
        Post post =
                posts.find(request.pathVariable("id"), organization(request))
                        .orElseThrow(() -> ApiFailure.nest(400, "Post not found"));
        if (state == PostState.QUEUE) {
            pastDates
                    .refusal("schedule", post.publishDate())
                    .ifPresent(
                            text -> {
                                throw ApiFailure.nest(400, text);
                            });
        }
        posts.stopWorkflow(post);
        Post changed = posts.changeState(post, state);
        if (state == PostState.QUEUE) {
            posts.startWorkflow(changed);
        }
        return Answers.ok(JavaScriptJson.object().put("id", post.id()).put("state", state.name()));
    }

    /** Replaces all media of the post itself. */
    private ServerResponse attachments(ServerRequest request) {
        JsonNode sent = Incoming.json(request).path("attachments");
        List<String> complaints = new ArrayList<>();
        if (!sent.isArray()) {
            complaints.add("attachments must be an array");
        }
        for (int i = 0; i < sent.size(); i++) {
            String path = "attachments." + i + ".";
            mediaUrls
                    .complaints(sent.get(i).path("path").asText())
                    .forEach(complaint -> complaints.add(path + complaint));
        }
        if (!complaints.isEmpty()) {
            throw ApiFailure.invalid(complaints);
        }
        Post post = settings.changeable(request.pathVariable("id"), organization(request));
        posts.changeImage(post, (ArrayNode) sent);
        return Answers.ok(
                JavaScriptJson.object()
                        .put("postId", post.id())
                        .put("publishDate", Dates.withoutZone(post.publishDate())));
    }

    private ServerResponse releaseId(ServerRequest request) {
        Organization organization = organization(request);
        JsonNode releaseId = Incoming.json(request).path("releaseId");
        Post post =
                posts.find(request.pathVariable("id"), organization)
                        .filter(found -> found.releaseId().equals(Optional.of(MISSING)))
                        .filter(found -> releaseId.isTextual())
                        .orElseThrow(ApiFailure::internal);
        Post changed =
                posts.markPublished(post, Optional.of(releaseId.asText()), post.releaseUrl());
        return Answers.ok(PostViews.row(changed, organization));
    }

    /** There is no network that counts: what tests have set, else nothing, as of a failing one. */
    private ServerResponse analytics(ServerRequest request) {
        String id = request.pathVariable("id");
        boolean missing =
                posts.find(id, organization(request))
                        .filter(post -> post.releaseId().equals(Optional.of(MISSING)))
                        .isPresent();
        return Answers.ok(
                missing
                        ? JavaScriptJson.object().put(MISSING, true)
                        : organization(request).figures(id));
    }
}
