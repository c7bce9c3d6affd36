package org.postizgateway.sandbox.posting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** Reads the posts out of a create request whose shape is right. */
final class PostRequest {

    private PostRequest() {}

    static List<NewPost> posts(JsonNode body, List<Channel> channels) {
        List<NewPost> posts = new ArrayList<>();
        for (int i = 0; i < channels.size(); i++) {
            posts.add(post(body, body.path("posts").get(i), channels.get(i)));
        }
        return posts;
    }

    private static NewPost post(JsonNode body, JsonNode post, Channel channel) {
        List<NewPost.Item> items = new ArrayList<>();
        post.path("value").forEach(value -> items.add(item(value)));
        Instant date = Dates.parse(body.path("date").asText()).orElseThrow();
        JsonNode interval = body.path("inter");
        return new NewPost(
                channel,
                items,
                post.path("settings") instanceof ObjectNode settings
                        ? settings
                        : JavaScriptJson.object(),
                body.path("type").asText(),
                date,
                interval.isNumber() ? OptionalInt.of(interval.asInt()) : OptionalInt.empty(),
                body.path("creationMethod").asText().equals("CLI") ? "CLI" : "API",
                Optional.of(post.path("group").asText()).filter(group -> !group.isEmpty()));
    }

    private static NewPost.Item item(JsonNode value) {
        NewPost.Item sent = NewPost.Item.of(value, (ArrayNode) value.path("image"));
        return new NewPost.Item(
                Sanitizer.clean(sent.content()), sent.image(), sent.delay(), sent.existingId());
    }
}
