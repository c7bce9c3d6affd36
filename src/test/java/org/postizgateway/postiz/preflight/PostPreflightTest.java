package org.postizgateway.postiz.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postizgateway.postiz.preflight.Calls.call;
import static org.postizgateway.postiz.preflight.Calls.channels;
import static org.postizgateway.postiz.preflight.Calls.item;
import static org.postizgateway.postiz.preflight.Calls.onlyProblem;
import static org.postizgateway.postiz.preflight.Calls.plan;
import static org.postizgateway.postiz.preflight.Calls.post;
import static org.postizgateway.postiz.preflight.Calls.refused;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.preflight.finding.PreflightException;
import org.postizgateway.postiz.preflight.finding.Problem;
import org.postizgateway.postiz.preflight.post.SchedulePlan;

class PostPreflightTest {

    static Stream<String> platforms() {
        return PlatformCatalog.load().all().stream()
                .map(Platform::identifier)
                .filter(identifier -> !identifier.equals("kick"));
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void takes_the_least_that_postiz_takes(String platform) {
        assertThat(plan(call(post(platform)), platform).requests()).hasSize(1);
    }

    @Test
    void names_every_problem_of_every_post_before_any_is_created() {
        Map<String, Object> unknown = post("x", p -> p.put("integrationId", "nope"));
        Map<String, Object> wrong =
                post(
                        "youtube",
                        p -> {
                            p.put("date", "tomorrow");
                            p.put("settings", List.of());
                            p.put("postsAndComments", List.of(item("Hi", "https://e.com/a.PNG")));
                        });
        PreflightException refused = refused(call(unknown, post("x"), wrong), "x", "youtube");
        assertThat(refused.problems())
                .extracting(problem -> problem.index() + " " + problem.field())
                .containsExactly(
                        "0 integrationId",
                        "2 date",
                        "2 postsAndComments[0].attachments[0]",
                        "2 settings.title",
                        "2 settings.type",
                        "2 postsAndComments[0].attachments");
        assertThat(refused.getMessage())
                .startsWith("Nothing was created.")
                .contains("\n2. socialPost[2] (Acme youtube): date \"tomorrow\" is not a date.");
    }

    @Test
    void a_post_with_a_part_that_cannot_be_read_is_told_what_is_wrong_with_the_others() {
        Map<String, Object> call =
                Map.of(
                        "socialPost",
                        List.of(
                                Map.of(
                                        "integrationId", "nope",
                                        "date", "tomorrow",
                                        "type", "later")));

        assertThatThrownBy(() -> plan(call, channels("linkedin"), Map.of()))
                .hasMessageContaining("type must be one of draft, schedule, now.")
                .hasMessageContaining("postsAndComments must hold at least the post itself.")
                .hasMessageContaining("date \"tomorrow\" is not a date.")
                .hasMessageContaining("integrationId is not the id of a connected channel.")
                .message()
                .doesNotContain("visible character");
    }

    @Test
    void refuses_an_unknown_channel() {
        assertThat(onlyProblem(call(post("x")), "linkedin"))
                .isEqualTo(
                        "socialPost[0]: integrationId is not the id of a connected channel. Call"
                                + " integrationList for the ids.");
    }

    @Test
    void refuses_a_disabled_channel_and_says_what_would_happen() {
        List<Map<String, Object>> channels = channels("linkedin");
        channels.get(0).put("disabled", true);
        assertThatThrownBy(() -> plan(call(post("linkedin")), channels, Map.of()))
                .hasMessageContaining("disabled in Postiz: it would take the post and fail");
    }

    @Test
    void trusts_postiz_with_a_network_that_only_it_knows() {
        SchedulePlan plan =
                plan(call(onMyspace("mood")), List.of(Calls.channel("myspace")), MYSPACE);
        assertThat(plan.requests().get(0).posts().get(0).settings()).containsEntry("mood", "fine");
    }

    @Test
    void refuses_a_setting_that_a_network_does_not_have_even_in_a_draft() {
        Map<String, Object> facebook =
                post(
                        "facebook",
                        p -> {
                            p.put("type", "draft");
                            p.put("settings", List.of(Map.of("key", "urll", "value", "a.example")));
                        });
        assertThat(onlyProblem(call(facebook), "facebook"))
                .isEqualTo(
                        "socialPost[0] (Acme facebook): settings.urll is not a setting of Facebook"
                                + " Page. It has url, post_type, text_format_preset_id.");
        Map<String, Object> mastodon = post("mastodon", p -> p.put("settings", Map.of("a", 1)));
        assertThat(onlyProblem(call(mastodon), "mastodon"))
                .endsWith("settings.a is not known: Mastodon has no settings. Leave it out.");
        assertThatThrownBy(
                        () ->
                                plan(
                                        call(onMyspace("moood")),
                                        List.of(Calls.channel("myspace")),
                                        MYSPACE))
                .hasMessageContaining("settings.moood is not a setting of myspace. It has mood.");
    }

    @Test
    void takes_settings_that_no_catalogue_has_but_postiz_goes_by() {
        Map<String, Object> post =
                post(
                        "threads",
                        p ->
                                p.put(
                                        "settings",
                                        Map.of(
                                                "__type", "threads",
                                                "active_thread_finisher", true,
                                                "plug--threads-add-post--delay", "0")));
        assertThat(plan(call(post), "threads").requests()).hasSize(1);
    }

    @Test
    void takes_a_setting_that_a_newer_postiz_has() {
        Map<String, Object> post = post("mastodon", p -> p.put("settings", Map.of("mood", "fine")));
        assertThat(plan(call(post), channels("mastodon"), MYSPACE).requests()).hasSize(1);
    }

    @Test
    void refuses_a_channel_on_a_network_that_nobody_knows() {
        Map<String, Object> nothing = Map.of("rules", "", "maxLength", 0, "settings", Map.of());
        assertThatThrownBy(
                        () ->
                                plan(
                                        call(onMyspace("mood")),
                                        List.of(Calls.channel("myspace")),
                                        nothing))
                .hasMessageContaining(
                        "1. socialPost[0] (Acme myspace): integrationId is a channel on myspace, a"
                                + " network that this Postiz does not serve");
    }

    @Test
    void spares_drafts_what_postiz_spares_them() {
        Map<String, Object> draft =
                post(
                        "youtube",
                        p -> {
                            p.put("type", "draft");
                            p.put("settings", Map.of());
                            p.put("postsAndComments", "a".repeat(6000));
                        });
        String json = plan(call(draft), "youtube").requests().get(0).json();
        assertThat(json).startsWith("{\"type\":\"draft\"").contains("},\"type\":\"draft\"}]}");
    }

    @Test
    void lets_only_drafts_through_to_kick() {
        assertThat(onlyProblem(call(post("kick")), "kick")).contains("type must be draft");
        assertThat(plan(call(post("kick", p -> p.put("type", "draft"))), "kick").requests())
                .hasSize(1);
    }

    @Test
    void takes_a_post_that_is_too_large_for_any_request_for_a_problem() {
        Map<String, Object> post =
                post("listmonk", p -> p.put("postsAndComments", "a".repeat(110_000)));
        assertThat(onlyProblem(call(post), "listmonk"))
                .isEqualTo(
                        "socialPost[0] (Acme listmonk): is larger than the 100 kB that Postiz reads."
                                + " Shorten it.");
    }

    @Test
    void makes_the_same_request_of_a_post_that_goes_out_now_whatever_the_time() {
        Map<String, Object> post =
                post(
                        "linkedin",
                        p -> {
                            p.put("type", "now");
                            p.put("date", "whenever");
                        });
        assertThat(plan(call(post), "linkedin").requests().get(0).body())
                .containsEntry("date", "1970-01-01T00:00:00.000Z");
    }

    @Test
    void tells_once_what_is_wrong_with_many_posts() {
        Map<String, Object> bad = post("linkedin", p -> p.put("date", ""));
        Map<String, Object> call = Map.of("socialPost", Collections.nCopies(100, bad));

        assertThat(refused(call, "linkedin").getMessage())
                .startsWith(
                        "Nothing was created. Fix the following and call again:"
                                + "\n1. socialPost[0-99] (Acme linkedin): date ")
                .hasSizeLessThan(400);
    }

    @Test
    void shows_at_most_twenty_problems() {
        assertThat(new PreflightException(problems(23)).getMessage())
                .contains("\n20. ")
                .endsWith("… and 3 more.");
    }

    private static List<Problem> problems(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new Problem(i, "Acme", "settings.key" + i, "is unknown."))
                .toList();
    }

    private static final Map<String, Object> MYSPACE =
            Map.of(
                    "maxLength",
                    10_000,
                    "settings",
                    Map.of("properties", Map.of("mood", Map.of("type", "string"))));

    private static Map<String, Object> onMyspace(String setting) {
        return post(
                "x",
                p -> {
                    p.put("integrationId", "id-myspace");
                    p.put("settings", Map.of(setting, "fine"));
                    p.put("postsAndComments", "a".repeat(5000));
                });
    }
}
