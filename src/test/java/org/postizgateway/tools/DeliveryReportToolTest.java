package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.PostizVersion;
import org.postizgateway.sandbox.state.TokenState;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.web.Operation;

class DeliveryReportToolTest extends LifeTest {

    @BeforeEach
    void expectsNoPostOfAnotherTest() {
        jdbc.sql("DELETE FROM ledger_call").update();
    }

    @ParameterizedTest
    @EnumSource
    void what_was_due_is_counted_and_a_failure_comes_with_its_reason(PostizVersion version)
            throws Exception {
        postizIs(version);
        schedule(in(6), "Fine");
        SANDBOX.clock().advance(Duration.ofHours(3));
        assertThat(SANDBOX.posts().publications()).hasSize(1);
        SANDBOX.conditions().getTokens().put(X, TokenState.REFRESH_FAILS);
        String failed = schedule(in(6), "Fails");
        SANDBOX.clock().advance(Duration.ofMinutes(30));
        create("draft", in(-5), "A draft");

        JsonNode output = report(Map.of("integrationId", X));

        assertThat(output.path("counts").toString())
                .isEqualTo("{\"draft\":1,\"failed\":1,\"published\":1}");
        JsonNode post = output.at("/posts/0");
        assertThat(output.path("posts")).hasSize(1);
        assertThat(post.path("id").asText()).isEqualTo(failed);
        assertThat(post.path("reason").asText()).containsIgnoringCase("re");
        assertThat(post.path("means").asText()).contains("Nothing was published");
    }

    @ParameterizedTest
    @CsvSource({
        "10, publishing",
        "34, publishing",
        "36, late",
        "89, late",
        "91, stuck",
        "2870, stuck",
        "2890, dead"
    })
    void a_post_that_is_not_published_is_late_then_stuck_then_dead(int overdue, String is)
            throws Exception {
        Instant due = in(6);
        String id = schedule(due, "Waits for long");
        SANDBOX.conditions().setPublisherStopped(true);
        Duration past = Duration.between(SANDBOX.clock().instant(), due).plusMinutes(overdue);
        SANDBOX.clock().advance(past);

        JsonNode output = report(Map.of("from", due.minusSeconds(60).toString()));

        assertThat(texts(output.path("posts"), "id")).containsExactly(id);
        assertThat(texts(output.path("posts"), "is")).containsExactly(is);
    }

    @Test
    void a_day_counts_to_its_end() throws Exception {
        Instant due = in(60);
        schedule(due, "Of that day");
        String day = due.toString().substring(0, 10);

        assertThat(report(Map.of("from", day, "to", day)).path("counts").toString())
                .isEqualTo("{\"waiting\":1}");
    }

    @Test
    void posts_that_were_moved_or_deleted_in_Postiz_are_told() throws Exception {
        Instant due = in(60);
        String moved = schedule(due, "Moved behind our back");
        String near = schedule(due, "Moved a little");
        String gone = schedule(due, "Deleted behind our back");
        String ours = schedule(due, "Moved by us");
        String deleted = schedule(due, "Deleted by us");
        elsewhere(moved, due.plus(Duration.ofDays(9)));
        elsewhere(near, due.plus(Duration.ofMinutes(20)));
        Organization organization = SANDBOX.organization("sandbox-key");
        SANDBOX.posts().deleteGroup(organization, stored(gone).group());
        succeed(
                "reschedulePostTool",
                Map.of("ids", List.of(ours), "date", due.plusSeconds(600).toString()));
        succeed("deletePostTool", Map.of("ids", List.of(deleted), "confirm", 1));

        JsonNode output =
                report(
                        Map.of(
                                "from",
                                due.minusSeconds(60).toString(),
                                "to",
                                due.plusSeconds(3600).toString()));

        assertThat(output.path("counts").toString())
                .isEqualTo("{\"removed\":1,\"shifted\":2,\"waiting\":1}");
        assertThat(texts(output.path("posts"), "id")).containsExactlyInAnyOrder(moved, near, gone);
    }

    @Test
    void a_post_that_was_created_twice_over_and_moved_since_is_not_shifted() throws Exception {
        Instant due = in(60);
        String id = schedule(due, "Moved");
        succeed(
                "reschedulePostTool",
                Map.of("ids", List.of(id), "date", due.plusSeconds(600).toString()));

        assertThat(report(Map.of("to", due.plusSeconds(3600).toString())).path("counts").toString())
                .isEqualTo("{\"waiting\":1}");
    }

    @Test
    void a_period_that_is_empty_too_long_or_no_date_is_refused() throws Exception {
        assertThat(fail("deliveryReportTool", Map.of("from", "2021-01-01", "to", "2031-01-01")))
                .contains("more than 92 days");
        assertThat(fail("deliveryReportTool", Map.of("from", "soon"))).contains("from must be");
        assertThat(fail("deliveryReportTool", Map.of("from", "2999-01-01")))
                .contains("to must not lie before from");
        assertThat(fail("deliveryReportTool", Map.of("integrationId", "nobodys")))
                .contains("is not the id of a connected channel");
        assertThat(fail("deliveryReportTool", Map.of("since", "2021-01-01"))).contains("since");
    }

    @Test
    void a_Postiz_that_does_not_answer_is_told() throws Exception {
        SANDBOX.faults().add(FaultRule.of(Fault.BAD_GATEWAY).on(Operation.LIST_POSTS));

        assertThat(fail("deliveryReportTool", Map.of())).doesNotContain("Exception");
    }

    @Test
    void a_channel_that_is_disabled_or_to_be_connected_again_is_told() throws Exception {
        SANDBOX.conditions().getTokens().put(X, TokenState.REFRESH_FAILS);
        String id = schedule(in(6), "Fails");
        SANDBOX.clock().advance(Duration.ofMinutes(30));
        assertThat(stored(id).state()).isEqualTo(PostState.ERROR);

        JsonNode output = succeed("channelHealthTool", Map.of()).path("output");

        assertThat(texts(output.path("channels"), "id")).contains(X, DISABLED);
        assertThat(texts(output.path("channels"), "id")).doesNotContain(MASTODON);
        for (JsonNode channel : output.path("channels")) {
            assertThat(channel.path("reconnect").asBoolean())
                    .isEqualTo(channel.path("id").asText().equals(X));
            assertThat(channel.path("connect").asText())
                    .startsWith(channel.path("id").asText().equals(X) ? "https://x.example/" : "");
            assertThat(channel.has("connect")).isEqualTo(channel.path("id").asText().equals(X));
        }
        assertThat(SANDBOX.requests().count(Operation.SOCIAL_URL)).isOne();
        assertThat(output.path("notice").asText()).contains("with the account of the channel");
    }

    @Test
    void a_channel_is_told_without_a_link_when_there_is_none() throws Exception {
        SANDBOX.conditions().getTokens().put(X, TokenState.REFRESH_FAILS);
        schedule(in(6), "Fails");
        SANDBOX.clock().advance(Duration.ofMinutes(30));
        SANDBOX.posts().all();
        SANDBOX.faults().add(FaultRule.of(Fault.INTERNAL_ERROR).on(Operation.SOCIAL_URL));

        JsonNode output = succeed("channelHealthTool", Map.of()).path("output");

        assertThat(texts(output.path("channels"), "id")).contains(X);
        assertThat(output.toString()).doesNotContain("\"connect\"", "within the hour");
    }

    private static void elsewhere(String id, Instant date) {
        Post post = stored(id);
        SANDBOX.posts()
                .save(
                        new Post(
                                id,
                                post.organizationId(),
                                post.channelId(),
                                post.state(),
                                date,
                                post.content(),
                                post.image(),
                                post.delay(),
                                post.group(),
                                post.parentId(),
                                post.settings(),
                                post.intervalInDays(),
                                post.creationMethod(),
                                post.releaseId(),
                                post.releaseUrl(),
                                post.error(),
                                post.createdAt(),
                                post.updatedAt()));
    }

    private JsonNode report(Map<String, Object> arguments) throws Exception {
        return succeed("deliveryReportTool", arguments).path("output");
    }
}
