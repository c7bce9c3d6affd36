package org.postizgateway.sandbox.api;

import static org.postizgateway.sandbox.api.ApiKeyGate.organization;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postizgateway.sandbox.posting.Dates;
import org.postizgateway.sandbox.posting.PostCreation;
import org.postizgateway.sandbox.posting.PostListing;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.state.post.Posts;
import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.Incoming;
import org.postizgateway.sandbox.web.JavaScriptJson;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Listing, creating and deleting posts. */
public final class PostsApi {

    private final Posts posts;
    private final PostListing listing;
    private final PostCreation creation;
    private final Conditions conditions;

    public PostsApi(
            Posts posts, PostListing listing, PostCreation creation, Conditions conditions) {
        this.conditions = conditions;
        this.posts = posts;
        this.listing = listing;
        this.creation = creation;
    }

    public void routes(RouterFunctions.Builder routes) {
        routes.GET("/posts", this::list)
                .POST("/posts", this::create)
                .DELETE("/posts/group/{group}", this::deleteGroup)
                .DELETE("/posts/{id}", this::delete);
    }

    private ServerResponse create(ServerRequest request) {
        return Answers.created(
                creation.create(
                        Incoming.json(request),
                        organization(request),
                        Incoming.postsUntilEnd(request.servletRequest())));
    }

    private ServerResponse list(ServerRequest request) {
        Optional<Instant> start = request.param("startDate").flatMap(Dates::parse);
        Optional<Instant> end = request.param("endDate").flatMap(Dates::parse);
        List<String> complaints =
                Stream.of(complaint("startDate", start), complaint("endDate", end))
                        .flatMap(Optional::stream)
                        .toList();
        if (!complaints.isEmpty()) {
            throw ApiFailure.invalid(complaints);
        }
        ObjectNode answer = JavaScriptJson.object();
        ArrayNode list = answer.putArray("posts");
        listing.between(
                        organization(request),
                        start.get(),
                        end.get(),
                        request.param("customer").orElse(""))
                .forEach(entry -> list.add(view(entry, request)));
        return Answers.ok(answer);
    }

    private ObjectNode view(PostListing.Entry entry, ServerRequest request) {
        boolean withAttachments = request.param("includeAttachments").equals(Optional.of("true"));
        return PostViews.newer(PostViews.entry(entry), entry.post(), conditions, withAttachments);
    }

    private static Optional<String> complaint(String name, Optional<Instant> date) {
        return date.isPresent()
                ? Optional.empty()
                : Optional.of(name + " must be a valid ISO 8601 date string");
    }

    /** Success looks like an error: {@code {"error":true}}. */
    private static ServerResponse deleted() {
        return Answers.ok(JavaScriptJson.object().put("error", true));
    }

    private ServerResponse delete(ServerRequest request) {
        Organization organization = organization(request);
        Post post =
                posts.find(request.pathVariable("id"), organization)
                        .orElseThrow(ApiFailure::internal);
        posts.stopWorkflow(post);
        posts.deleteGroup(organization, post.group());
        return deleted();
    }

    private ServerResponse deleteGroup(ServerRequest request) {
        posts.deleteGroup(organization(request), request.pathVariable("group"));
        return deleted();
    }
}
