package org.postizgateway.sandbox.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.posting.Dates;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.state.organization.ChannelGroup;
import org.postizgateway.sandbox.state.organization.OrganizationSeed;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** The organizations, channels and posts that the recorded Postiz had, read off its answers. */
final class RecordedState {

    static final String KEY_1 = "KEY-ORG-1";
    static final String KEY_2 = "KEY-ORG-2";

    private static final Instant RECORDED_AT = Instant.parse("2026-11-24T01:00:00Z");
    private static final String ORGANIZATION_1 = "7ec41f80-cfb3-4545-b5db-4811a68a2916";
    private static final String ORGANIZATION_2 = "7ec41f80-cfb3-4545-b5db-000000000002";

    private final Path folder;

    RecordedState(Path folder) {
        this.folder = folder;
    }

    SandboxSettings settings() {
        return SandboxSettings.forTests()
                .organizations(
                        List.of(
                                new OrganizationSeed(
                                        ORGANIZATION_1,
                                        "One",
                                        KEY_1,
                                        groups(),
                                        channels("integrations-01-all"),
                                        0),
                                new OrganizationSeed(
                                        ORGANIZATION_2,
                                        "Two",
                                        KEY_2,
                                        List.of(),
                                        channels("integrations-05-org2"),
                                        10)));
    }

    private JsonNode body(String recording) {
        return Recording.read(folder, recording).response().path("body");
    }

    private List<ChannelGroup> groups() {
        List<ChannelGroup> groups = new ArrayList<>();
        body("groups-01")
                .forEach(
                        group ->
                                groups.add(
                                        new ChannelGroup(
                                                group.path("id").asText(),
                                                group.path("name").asText())));
        return groups;
    }

    private List<Channel> channels(String recording) {
        List<Channel> channels = new ArrayList<>();
        body(recording)
                .forEach(
                        channel ->
                                channels.add(
                                        new Channel(
                                                channel.path("id").asText(),
                                                channel.path("identifier").asText(),
                                                channel.path("name").asText(),
                                                text(channel.path("picture")),
                                                text(channel.path("profile")),
                                                channel.path("disabled").asBoolean(),
                                                text(channel.path("customer").path("id")),
                                                false)));
        return channels;
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    /** Puts the sandbox into the state in which the recording found Postiz. */
    void seed(PostizSandbox sandbox, Recording recording) {
        sandbox.reset();
        sandbox.clock().advance(Duration.between(Instant.now(), RECORDED_AT));
        sandbox.conditions().setPublisherStopped(true);
        Map<String, Post> posts = new LinkedHashMap<>();
        listed(recording).forEach(entry -> post(entry).ifPresent(p -> posts.put(p.id(), p)));
        if (posts.isEmpty()) {
            body("posts-list-14-with-published-and-error")
                    .path("posts")
                    .forEach(entry -> post(entry).ifPresent(p -> posts.put(p.id(), p)));
            unlisted().forEach(p -> posts.put(p.id(), p));
        }
        posts.values().forEach(sandbox.posts()::save);
    }

    /** What the recording itself lists; a listing is compared with exactly its own posts. */
    private static JsonNode listed(Recording recording) {
        JsonNode body = recording.response().path("body");
        JsonNode tool = body.path("result").path("structuredContent").path("output");
        return body.has("posts") ? body.path("posts") : tool.path("posts");
    }

    /** Posts that no listing shows as they were: a comment, one that is due, later ones. */
    private static List<Post> unlisted() {
        String later = "2027-04-01T10:00:00Z";
        ObjectNode comment = onX("cmwtze17s0004aa7d1cujl4kj", "QUEUE", later);
        comment.put("parent", "cmwtze16q0003aa7duq063836");
        ObjectNode due = onX("cmwtze210000iaa7dlsal5sh2", "QUEUE", "2020-01-01T00:00:00Z");
        ObjectNode published = onX("cmwu0phjz0000zr7dpce99nhs", "PUBLISHED", later);
        ObjectNode byMcp = onX("cmwtzzr1j000bx37drtn8sa6b", "QUEUE", "2027-02-01T10:00:00Z");
        ObjectNode unnamed = onX("cmwtze1jj0009aa7doy2nbmb5", "PUBLISHED", "2027-01-15T10:00:00Z");
        unnamed.put("releaseId", "missing").put("settings", "{\"__type\":\"linkedin\"}");
        unnamed.put("content", "<p>with image</p>");
        unnamed.putObject("integration").put("id", "cmorg1linkedin00000000002");
        unnamed.putArray("image")
                .addObject()
                .put("id", "m1")
                .put("path", "http://127.0.0.1:4200/uploads/2026/11/24/x.png");
        return Stream.of(comment, due, published, byMcp, unnamed)
                .map(entry -> post(entry).orElseThrow())
                .toList();
    }

    private static ObjectNode onX(String id, String state, String date) {
        ObjectNode entry = JavaScriptJson.object();
        entry.put("id", id).put("content", "<p>on X</p>").put("state", state);
        entry.put("publishDate", date).put("creationMethod", "API");
        entry.put("group", UUID.randomUUID().toString());
        entry.put("settings", "{\"who_can_reply_post\":\"everyone\",\"__type\":\"x\"}");
        entry.putObject("integration").put("id", "cmorg1x000000000000000001");
        return entry;
    }

    private static Optional<Post> post(JsonNode entry) {
        JsonNode channel = entry.path("integration").path("id");
        Optional<Instant> date = Dates.parse(entry.path("publishDate").asText());
        return date.map(
                publishDate ->
                        new Post(
                                entry.path("id").asText(),
                                ORGANIZATION_1,
                                channel.asText(entry.path("integrationId").asText()),
                                PostState.valueOf(entry.path("state").asText()),
                                publishDate,
                                entry.path("content").asText(),
                                images(entry),
                                0,
                                entry.path("group").asText(),
                                text(entry.path("parent")).filter(id -> !id.isEmpty()),
                                settings(entry.path("settings")),
                                OptionalInt.empty(),
                                entry.path("creationMethod").asText("MCP"),
                                text(entry.path("releaseId")),
                                text(entry.path("releaseURL")),
                                Optional.empty(),
                                RECORDED_AT,
                                RECORDED_AT));
    }

    private static ArrayNode images(JsonNode entry) {
        return entry.path("image") instanceof ArrayNode images ? images : JavaScriptJson.array();
    }

    private static ObjectNode settings(JsonNode settings) {
        try {
            return (ObjectNode)
                    (settings.isTextual() ? JavaScriptJson.parse(settings.asText()) : settings)
                            .deepCopy();
        } catch (JavaScriptJson.JavaScriptSyntaxError e) {
            throw new IllegalStateException(e);
        }
    }
}
