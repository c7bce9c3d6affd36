package org.postizgateway.postiz.preflight.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postizgateway.postiz.preflight.Calls.call;
import static org.postizgateway.postiz.preflight.Calls.channels;
import static org.postizgateway.postiz.preflight.Calls.post;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.postiz.preflight.Calls;
import org.postizgateway.postiz.preflight.PostPreflight;
import org.postizgateway.postiz.preflight.finding.PreflightException;
import org.postizgateway.postiz.preflight.post.PlannedPost;
import org.postizgateway.postiz.preflight.post.SchedulePlan;

class ListedSettingsTest {

    private static final List<Map<String, String>> TWO =
            List.of(Map.of("id", "111", "name", "general"), Map.of("id", "222", "name", "news"));

    private final PostPreflight preflight = Calls.preflight();

    @Test
    void take_an_id_that_the_network_lists() {
        PlannedPost planned = planned("222", TWO);
        assertThat(planned.settings()).containsEntry("channel", "222");
        assertThat(planned.notices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"news", "#news", " News "})
    void put_the_id_where_the_name_was(String name) {
        PlannedPost planned = planned(name, TWO);
        assertThat(planned.settings()).containsEntry("channel", "222");
        assertThat(planned.notices()).singleElement().asString().contains("taken for the id 222");
    }

    @Test
    void refuse_what_is_not_listed_and_name_what_is() {
        assertThat(problem("333", TWO))
                .contains("settings.channel is not one that Discord lists")
                .contains("general (111), news (222)");
    }

    @Test
    void refuse_a_name_that_two_have() {
        List<Map<String, String>> same =
                List.of(Map.of("id", "1", "name", "news"), Map.of("id", "2", "name", "news"));
        assertThat(problem("news", same)).contains("is more than one", "news (1), news (2)");
    }

    @Test
    void keep_nothing_back_when_the_network_lists_nothing() {
        assertThat(planned("333", List.of()).notices())
                .singleElement()
                .asString()
                .contains("could not be checked");
        assertThat(planned("333", "").settings()).containsEntry("channel", "333");
        assertThat(planned("333", Map.of("errors", "disconnected")).settings())
                .containsEntry("channel", "333");
    }

    @Test
    void keep_nothing_back_when_the_list_may_go_on() {
        List<Map<String, String>> page =
                IntStream.range(0, 100)
                        .mapToObj(i -> Map.of("id", "c" + i, "name", "channel " + i))
                        .toList();
        assertThat(planned("333", page).notices())
                .singleElement()
                .asString()
                .contains("not among the first 100");
    }

    @Test
    void of_drafts_are_left_alone() {
        Map<String, Object> draft = discord("333");
        draft.put("type", "draft");
        assertThat(preflight.questions(call(draft), channels("discord"))).isEmpty();
    }

    @Test
    void are_asked_for_once_in_a_call() {
        Map<String, Object> call = call(discord("111"), discord("222"));
        assertThat(preflight.questions(call, channels("discord")))
                .containsExactly(new Question("id-discord", "channels", Map.of()));
        assertThat(preflight.questions(call(post("whop")), channels("whop")))
                .contains(new Question("id-whop", "experiences", Map.of("id", "biz_1")));
    }

    private PlannedPost planned(String channel, Object listed) {
        return plan(channel, listed).requests().get(0).posts().get(0);
    }

    private String problem(String channel, Object listed) {
        try {
            plan(channel, listed);
        } catch (PreflightException e) {
            return e.getMessage();
        }
        throw new AssertionError("was taken");
    }

    private SchedulePlan plan(String channel, Object listed) {
        return preflight.plan(
                call(discord(channel)),
                List.of(),
                channels("discord"),
                List.of("".equals(listed) ? "" : Map.of("output", listed)));
    }

    private static Map<String, Object> discord(String channel) {
        return post("discord", p -> p.put("settings", Map.of("channel", channel)));
    }
}
