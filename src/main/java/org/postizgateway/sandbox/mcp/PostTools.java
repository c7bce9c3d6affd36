package org.postizgateway.sandbox.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.sandbox.api.PostViews;
import org.postizgateway.sandbox.posting.Dates;
import org.postizgateway.sandbox.posting.PostListing;
import org.postizgateway.sandbox.posting.SettingsUpdate;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.state.post.Posts;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** Tools about posts that exist. */
public final class PostTools {

    private static final String BAD_DATE =
            "\nInvalid `prisma.post.findMany()` invocation:\n\nInvalid value for argument `gte`:"
                    + " Provided Date object is invalid. Expected Date.";

    private final PostListing listing;
    private final SettingsUpdate settings;
    private final Posts posts;
    private final Conditions conditions;

    public PostTools(
            PostListing listing, SettingsUpdate settings, Posts posts, Conditions conditions) {
        this.posts = posts;
        this.conditions = conditions;
        this.listing = listing;
        this.settings = settings;
    }

    Map<String, Tool> tools() {
        return Map.of(
                "postsListTool", Tool.immediate(this::list),
                "postSettingsTool", Tool.immediate(this::changeSettings),
                "deletePostTool", Tool.immediate(this::delete));
    }

    private JsonNode list(ObjectNode arguments, Organization organization) {
        Instant start = date(arguments.path("startDate"));
        Instant end = date(arguments.path("endDate"));
        ObjectNode result = JavaScriptJson.object();
        ArrayNode list = result.putObject("output").putArray("posts");
        listing.between(organization, start, end, arguments.path("customer").asText())
                .forEach(
                        entry ->
                                list.add(
                                        PostViews.newer(
                                                view(entry),
                                                entry.post(),
                                                conditions,
                                                arguments.path("includeAttachments").asBoolean())));
        return result;
    }

    private static Instant date(JsonNode text) {
        return Dates.parse(text.asText())
                .orElseThrow(() -> ToolFailure.named("PrismaClientValidationError", BAD_DATE));
    }

    private static ObjectNode view(PostListing.Entry entry) {
        Post post = entry.post();
        Channel channel = entry.channel();
        ObjectNode view = JavaScriptJson.object();
        view.put("id", post.id());
        view.put("publishDate", Dates.withoutZone(entry.date()));
        view.put("state", post.state().name());
        view.put("content", post.content());
        view.set("settings", post.settings());
        view.put("group", post.group());
        view.put("integrationId", channel.id());
        view.put("platform", channel.platform());
        view.put("integrationName", channel.name());
        return view;
    }

    private JsonNode delete(ObjectNode arguments, Organization organization) {
        String id = arguments.path("id").asText();
        Optional<Post> post = posts.find(id, organization);
        post.ifPresent(found -> posts.deleteGroup(organization, found.group()));
        ObjectNode result = JavaScriptJson.object();
        ObjectNode output = result.putObject("output");
        if (post.isPresent()) {
            output.put("id", id);
        } else {
            output.put("errors", "Post not found");
        }
        return result;
    }

    private JsonNode changeSettings(ObjectNode arguments, Organization organization) {
        ObjectNode result = JavaScriptJson.object();
        try {
            Post post =
                    settings.update(
                            arguments.path("id").asText(),
                            Pairs.toObject(arguments.path("settings")),
                            organization);
            result.putObject("output")
                    .put("postId", post.id())
                    .put("publishDate", Dates.withoutZone(post.publishDate()));
        } catch (ApiFailure refused) {
            result.putObject("output").put("errors", refused.getMessage());
        }
        return result;
    }
}
