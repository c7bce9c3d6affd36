package org.postizgateway.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.postizgateway.sandbox.posting.Dates;
import org.postizgateway.sandbox.posting.PostListing;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Feature;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** Posts as listings and rows show them. */
public final class PostViews {

    private PostViews() {}

    /** What a newer Postiz adds. */
    public static ObjectNode newer(
            ObjectNode view, Post post, Conditions conditions, boolean withAttachments) {
        if (conditions.has(Feature.POST_ERRORS)) {
            view.put("error", post.error().orElse(null));
        }
        if (withAttachments && conditions.has(Feature.LISTED_ATTACHMENTS)) {
            ArrayNode list = view.putArray("attachments");
            for (JsonNode image : post.image()) {
                list.addObject()
                        .put("id", image.path("id").asText())
                        .put("path", image.path("path").asText())
                        .put("thumbnail", image.path("thumbnail").textValue());
            }
        }
        return view;
    }

    static ObjectNode entry(PostListing.Entry entry) {
        Post post = entry.post();
        Channel channel = entry.channel();
        ObjectNode view = JavaScriptJson.object();
        view.put("id", post.id());
        view.put("content", post.content());
        view.put("publishDate", Dates.withZone(entry.date()));
        view.put("releaseURL", post.releaseUrl().orElse(null));
        view.put("releaseId", post.releaseId().orElse(null));
        view.put("state", post.state().name());
        view.set("intervalInDays", interval(post));
        view.put("group", post.group());
        view.put("creationMethod", post.creationMethod());
        view.put("settings", JavaScriptJson.stringify(post.settings()));
        view.putArray("tags");
        view.putObject("integration")
                .put("id", channel.id())
                .put("providerIdentifier", channel.platform())
                .put("name", channel.name())
                .put("picture", channel.picture().orElse(null));
        if (post.intervalInDays().isPresent()) {
            view.put("actualDate", Dates.withZone(post.publishDate()));
        }
        return view;
    }

    /** The database row. */
    static ObjectNode row(Post post, Organization organization) {
        ObjectNode row = JavaScriptJson.object();
        row.put("id", post.id());
        row.put("state", post.state().name());
        row.put("publishDate", Dates.withZone(post.publishDate()));
        row.put("organizationId", organization.id());
        row.put("integrationId", post.channelId());
        row.put("content", post.content());
        row.put("delay", post.delay());
        row.put("group", post.group());
        row.putNull("title");
        row.putNull("description");
        row.put("parentPostId", post.parentId().orElse(null));
        row.put("releaseId", post.releaseId().orElse(null));
        row.put("releaseURL", post.releaseUrl().orElse(null));
        row.put("settings", JavaScriptJson.stringify(post.settings()));
        row.put("image", JavaScriptJson.stringify(post.image()));
        row.putNull("submittedForOrderId");
        row.putNull("submittedForOrganizationId");
        row.put("approvedSubmitForOrder", "NO");
        row.put("creationMethod", post.creationMethod());
        row.putNull("lastMessageId");
        row.set("intervalInDays", interval(post));
        row.put("error", post.error().orElse(null));
        row.put("createdAt", Dates.withZone(post.createdAt()));
        row.put("updatedAt", Dates.withZone(post.updatedAt()));
        row.putNull("deletedAt");
        return row;
    }

    private static JsonNode interval(Post post) {
        return post.intervalInDays().isPresent()
                ? JavaScriptJson.tree(post.intervalInDays().getAsInt())
                : JavaScriptJson.mapper().nullNode();
    }
}
