package org.postizgateway.postiz.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postizgateway.postiz.Recordings;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.mapping.KnownMedia;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.preflight.content.AttachmentAddresses;
import org.postizgateway.postiz.preflight.finding.PreflightException;
import org.postizgateway.postiz.preflight.settings.SettingsRules;
import org.postizgateway.postiz.upload.Presence;

/** The checks decide as a real Postiz decided about the same posts. */
class RecordedCreatesTest {

    /**
     * Bodies that no call of the tool leads to (wrong envelopes, ids of posts, other channels), and
     * what is decided differently on purpose: disabled channels, past dates, a date to come of what
     * is published at once, drafts and settings of another shape.
     */
    private static final Set<String> OTHER =
            Set.of(
                    "mcp-call-integrationSchedulePostTool-07-disabled-channel",
                    "mcp-call-integrationSchedulePostTool-08-past-date",
                    "mcp-call-integrationSchedulePostTool-35-settings-as-object",
                    "posts-create-03-x-now",
                    "posts-create-11-bluesky-disabled-channel",
                    "posts-create-22-extra-unknown-fields",
                    "posts-create-42-empty-posts",
                    "posts-create-40-empty-object",
                    "posts-create-41-no-posts",
                    "posts-create-46-missing-type",
                    "posts-create-47-bad-type",
                    "posts-create-50-missing-shortlink-and-tags",
                    "posts-create-51-missing-tags",
                    "posts-create-52-shortlink-string",
                    "posts-create-56-image-missing",
                    "posts-create-68-discord-no-channel-draft",
                    "posts-create-75-image-missing-id",
                    "posts-create-76-image-strings",
                    "posts-create-81-posts-object",
                    "posts-create-83-missing-key",
                    "posts-create-84-wrong-key",
                    "posts-create-92-republish-guard",
                    "posts-create-93-republish-true",
                    "posts-create-94-foreign-org-post-id");

    static Stream<Named<Map<String, Object>>> creates() {
        return Stream.concat(
                        Recordings.named("posts-create-"),
                        Recordings.named("mcp-call-integrationSchedulePostTool-"))
                .filter(recording -> !OTHER.contains(recording.get("name")))
                .map(recording -> Named.of((String) recording.get("name"), recording));
    }

    @ParameterizedTest
    @MethodSource("creates")
    void decides_as_postiz_did(Map<String, Object> recording) {
        assertThat(isPlanned(recording)).isEqualTo(isCreated(recording));
    }

    private static boolean isPlanned(Map<String, Object> recording) {
        PostPreflight preflight =
                new PostPreflight(
                        PlatformCatalog.load(),
                        new SettingsRules(),
                        new AttachmentAddresses(address -> Presence.THERE, new KnownMedia()),
                        Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC));
        Map<String, Object> channels =
                Recordings.named("integrations-01-all").findFirst().orElseThrow();
        try {
            Object integrations = Recordings.response(channels).get("body");
            Map<String, Object> settings =
                    Recordings.named("integration-settings-x").findFirst().orElseThrow();
            List<Object> answers =
                    preflight.questions(call(recording), integrations).stream()
                            .map(
                                    question ->
                                            question.ofNetwork()
                                                    ? ""
                                                    : Recordings.response(settings).get("body"))
                            .toList();
            preflight.plan(call(recording), List.of(), integrations, answers);
            return true;
        } catch (PreflightException e) {
            return false;
        }
    }

    private static boolean isCreated(Map<String, Object> recording) {
        Object status = Recordings.response(recording).get("status");
        String body = Recordings.body(Recordings.response(recording));
        return Integer.valueOf(201).equals(status) || body.contains("\"postId\"");
    }

    /** The arguments of the tool that lead to the recorded request. */
    private static Map<String, Object> call(Map<String, Object> recording) {
        Map<String, Object> body = JsonBody.readObject(Recordings.request(recording).get("body"));
        if (body.containsKey("params")) {
            return JsonBody.readObject(JsonBody.readObject(body.get("params")).get("arguments"));
        }
        return Map.of(
                "socialPost",
                JsonBody.readObjects(body.get("posts")).stream()
                        .map(post -> post(body, post))
                        .toList());
    }

    private static Map<String, Object> post(Map<String, Object> body, Map<String, Object> post) {
        Map<String, Object> argument = new LinkedHashMap<>();
        argument.put("integrationId", ((Map<?, ?>) post.get("integration")).get("id"));
        argument.put("type", body.get("type"));
        argument.put("date", body.get("date"));
        argument.put("settings", post.get("settings"));
        List<Map<String, Object>> values =
                post.get("value") == null ? List.of() : JsonBody.readObjects(post.get("value"));
        argument.put("postsAndComments", values.stream().map(RecordedCreatesTest::item).toList());
        return argument;
    }

    private static Map<String, Object> item(Map<String, Object> value) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("content", value.get("content"));
        item.put("attachments", value.get("image"));
        return item;
    }
}
