package org.postizgateway.postiz.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.postizgateway.postiz.mapping.KnownMedia;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.preflight.content.AttachmentAddresses;
import org.postizgateway.postiz.preflight.finding.PreflightException;
import org.postizgateway.postiz.preflight.post.SchedulePlan;
import org.postizgateway.postiz.preflight.settings.SettingsRules;
import org.postizgateway.postiz.upload.Presence;

/** Calls of schedulePostTool and the channels they meet. */
public final class Calls {

    static final Instant NOW = Instant.parse("2026-12-01T12:00:30Z");

    private static final PlatformCatalog CATALOG = PlatformCatalog.load();

    private Calls() {}

    /** Channels by platform: the id of each is {@code id-} and its platform. */
    public static List<Map<String, Object>> channels(String... platforms) {
        return Arrays.stream(platforms).map(Calls::channel).toList();
    }

    static Map<String, Object> channel(String platform) {
        Map<String, Object> channel = new LinkedHashMap<>();
        channel.put("id", "id-" + platform);
        channel.put("name", "Acme " + platform);
        channel.put("identifier", platform);
        channel.put("picture", null);
        channel.put("disabled", false);
        return channel;
    }

    /** A post to a channel that Postiz accepts as it is. */
    public static Map<String, Object> post(String platform) {
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("integrationId", "id-" + platform);
        post.put("type", "schedule");
        post.put("date", "2026-12-15T10:00:00Z");
        post.put("postsAndComments", List.of(item("<p>Hello</p>", media(platform))));
        post.put("settings", pairs(CATALOG.find(platform).orElseThrow().minimalSettings()));
        return post;
    }

    public static Map<String, Object> post(String platform, Consumer<Map<String, Object>> change) {
        Map<String, Object> post = post(platform);
        change.accept(post);
        return post;
    }

    public static Map<String, Object> item(String content, Object... attachments) {
        return Map.of("content", content, "attachments", List.of(attachments));
    }

    @SafeVarargs
    public static Map<String, Object> call(Map<String, Object>... posts) {
        return Map.of("socialPost", List.of(posts));
    }

    /** Plans a call against channels of these platforms. */
    public static SchedulePlan plan(Map<String, Object> call, String... platforms) {
        return plan(call, channels(platforms), Map.of());
    }

    /** Plans a call against channels of which Postiz, where it is asked, says this. */
    static SchedulePlan plan(
            Map<String, Object> call, List<Map<String, Object>> channels, Map<String, ?> settings) {
        PostPreflight preflight = preflight();
        List<?> answers =
                preflight.questions(call, channels).stream()
                        .map(question -> question.ofNetwork() ? "" : Map.of("output", settings))
                        .toList();
        return preflight.plan(call, List.of(), channels, answers);
    }

    /** The sentence of the one problem that a call has. */
    static String onlyProblem(Map<String, Object> call, String... platforms) {
        assertThat(refused(call, platforms).problems()).hasSize(1);
        return refused(call, platforms).problems().get(0).sentence();
    }

    static PreflightException refused(Map<String, Object> call, String... platforms) {
        return catchThrowableOfType(PreflightException.class, () -> plan(call, platforms));
    }

    public static PostPreflight preflight() {
        return preflight(address -> Presence.THERE);
    }

    /** Checks with this answer to whether a file is at an address. */
    public static PostPreflight preflight(Function<String, Presence> presence) {
        return new PostPreflight(
                CATALOG,
                new SettingsRules(),
                new AttachmentAddresses(presence, new KnownMedia()),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Object[] media(String platform) {
        return CATALOG.find(platform).orElseThrow().minimalMedia().stream()
                .map(file -> file.get("path"))
                .toArray();
    }

    private static List<Map<String, Object>> pairs(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
                .toList();
    }
}
