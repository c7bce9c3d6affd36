package org.postizgateway.acceptance.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.acceptance.instances.TwoInstances.ALICE;
import static org.postizgateway.acceptance.instances.TwoInstances.ALICES_KEY;
import static org.postizgateway.acceptance.instances.TwoInstances.BOB;
import static org.postizgateway.acceptance.instances.TwoInstances.BOBS_KEY;
import static org.postizgateway.acceptance.instances.TwoInstances.CHANNEL;
import static org.postizgateway.acceptance.instances.TwoInstances.OTHER_KEY;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.acceptance.Answer;
import org.postizgateway.acceptance.Caller;
import org.postizgateway.acceptance.Product;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.state.PostizVersion;
import org.postizgateway.sandbox.web.Operation;
import org.postizgateway.security.credential.Tenants;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Several Postiz behind one gateway; docs/identity.md. */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(300)
class SeveralInstancesTest {

    @TempDir private static Path keys;
    private static TwoInstances postiz;
    private static Product gateway;

    @BeforeAll
    static void start() throws Exception {
        postiz =
                new TwoInstances(
                        SandboxSettings.forTests().postiz(PostizVersion.NOVEMBER_2026), keys);
        gateway = postiz.start(Map.of("policies.cached.channels", "0s"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        postiz.close();
    }

    @AfterEach
    void assignAsBefore() {
        postiz.assign(BOBS_KEY);
    }

    private static Caller caller(String person) {
        return postiz.caller(gateway.port(), person);
    }

    private static Answer schedule(Caller caller, String content) {
        return caller.call(
                "schedulePostTool",
                Map.of(
                        "socialPost",
                        List.of(
                                Map.of(
                                        "integrationId",
                                        CHANNEL,
                                        "type",
                                        "schedule",
                                        "date",
                                        "2099-12-15T10:00:00Z",
                                        "postsAndComments",
                                        List.of(Map.of("content", content)),
                                        "settings",
                                        Map.of("who_can_reply_post", "everyone")))));
    }

    private static String channels(Caller caller) {
        Answer answer = caller.call("integrationList", Map.of());
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.text();
    }

    @Test
    void lists_and_creates_reach_the_postiz_of_whoever_calls_and_no_other() {
        assertThat(channels(caller(ALICE))).contains("X of Marketing").doesNotContain("Support");
        assertThat(channels(caller(BOB))).contains("X of Support").doesNotContain("Marketing");

        for (String person : List.of(ALICE, BOB)) {
            Answer first = schedule(caller(person), "The same of both");
            assertThat(first.isError()).as(first.text()).isFalse();
            assertThat(first.structured().has("repeated")).as(first.text()).isFalse();
        }
        schedule(caller(BOB), "Of Bob alone");

        assertThat(TwoInstances.queued(postiz.marketing))
                .containsExactly("<p>The same of both</p>");
        assertThat(TwoInstances.queued(postiz.support))
                .containsExactlyInAnyOrder("<p>The same of both</p>", "<p>Of Bob alone</p>");
        assertThat(
                        caller(ALICE)
                                .call(
                                        "postsListTool",
                                        Map.of(
                                                "startDate",
                                                "2099-12-01T00:00:00Z",
                                                "endDate",
                                                "2099-12-31T00:00:00Z"))
                                .text())
                .contains("The same of both")
                .doesNotContain("Of Bob alone");
    }

    @Test
    void what_has_the_same_id_in_two_instances_is_two_tenants() {
        Tenants tenants = gateway.bean(Tenants.class);

        assertThat(tenants.ask(ALICES_KEY)).isNotEqualTo(tenants.ask(BOBS_KEY));
    }

    @Test
    void a_key_of_an_instance_is_sent_there_whoever_brings_it() {
        assertThat(channels(gateway.caller(BOBS_KEY))).contains("X of Support");
        assertThat(channels(gateway.caller(ALICES_KEY))).contains("X of Marketing");
    }

    @Test
    void a_key_that_takes_the_place_of_another_is_of_the_same_instance() {
        assertThat(channels(caller(BOB))).contains("X of Support");

        postiz.assign(OTHER_KEY);

        assertThat(channels(caller(BOB))).contains("X of Other");
        assertThat(channels(gateway.caller(BOBS_KEY))).contains("X of Support");
    }

    @Test
    void what_cannot_be_meant_is_warned_of_and_changes_nothing(CapturedOutput log) {
        postiz.write("alice: %s\nbob: {instance: sales, key: %s}".formatted(BOBS_KEY, ALICES_KEY));

        assertThat(channels(caller(BOB))).contains("X of Support");
        assertThat(log.getAll())
                .contains("keys.yaml names in entry 2 an instance of Postiz that is not set")
                .doesNotContain(BOBS_KEY, ALICES_KEY);
    }

    @Test
    void a_job_is_made_by_its_own_postiz() {
        int before = postiz.marketing.requests().count(Operation.MCP_GENERATE_VIDEO);
        Answer job =
                caller(BOB)
                        .call(
                                "generateVideoTool",
                                Map.of(
                                        "identifier",
                                        "veo3",
                                        "output",
                                        "vertical",
                                        "customParams",
                                        List.of(Map.of("key", "prompt", "value", "a fox"))));
        assertThat(job.isError()).as(job.text()).isFalse();

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () ->
                                assertThat(
                                                postiz.support
                                                        .requests()
                                                        .count(Operation.MCP_GENERATE_VIDEO))
                                        .isOne());
        assertThat(postiz.marketing.requests().count(Operation.MCP_GENERATE_VIDEO))
                .isEqualTo(before);
    }
}
