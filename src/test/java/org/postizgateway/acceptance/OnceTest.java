package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postizgateway.cases.ReportedCase;
import org.postizgateway.cases.ReportedCases;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.Storing;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.web.Operation;

/** What real use has shown to end in two posts where one was meant. */
class OnceTest {

    private static final PostizSandbox POSTIZ =
            new PostizSandbox(SandboxSettings.forTests().organizations(Tenant.seeds(10)));
    private static final AtomicInteger TENANTS = new AtomicInteger();
    private static Product product;

    private Tenant tenant;
    private Caller agent;
    private Posts posts;

    @BeforeAll
    static void start() {
        POSTIZ.start();
        product = Product.before(POSTIZ, Map.of("ledger.patience", "8s"));
    }

    @AfterAll
    static void stop() {
        product.close();
        POSTIZ.close();
    }

    @BeforeEach
    void begin() {
        tenant = Tenant.of(POSTIZ, TENANTS.getAndIncrement());
        agent = product.caller(tenant.apiKey());
        posts = new Posts(POSTIZ, tenant, agent);
    }

    @AfterEach
    void heal() {
        POSTIZ.reset();
    }

    @Test
    @ReportedCase("same-post-twice-in-one-call")
    void the_same_post_twice_in_one_call_is_one_post() {
        Answer answer = posts.schedule(List.of(posts.post("P"), posts.post("P")));

        assertThat(answer.isError()).as(answer.text()).isFalse();
        assertThat(answer.structured().at("/output/1/repeated").asBoolean()).isTrue();
        assertThat(answer.structured().at("/output/0/postId"))
                .isEqualTo(answer.structured().at("/output/1/postId"));
        assertThat(posts.planned()).hasSize(1);
    }

    @Test
    @ReportedCase("create-that-hangs-in-postiz")
    void a_create_that_hangs_in_postiz_is_running_until_it_is_answered() {
        POSTIZ.conditions().setQueueDown(true);
        List<Map<String, Object>> call = List.of(posts.post("Hangs"));

        Answer first = posts.schedule(call);
        Answer second = posts.schedule(call);

        assertThat(first.structured().at("/output/results/0/status").asText())
                .as(first.text())
                .isEqualTo("running");
        assertThat(second.structured().at("/output/results/0/status").asText())
                .isEqualTo("running");
        assertThat(first.took()).isLessThan(Duration.ofSeconds(20));

        POSTIZ.conditions().setQueueDown(false);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(posts.schedule(call).isError()).isFalse());

        assertThat(posts.planned()).hasSize(1);
        assertThat(POSTIZ.requests().count(Operation.CREATE_POST)).isOne();
    }

    @Test
    @ReportedCase("batch-cut-in-the-middle")
    void a_batch_that_is_cut_tells_what_is_there() {
        JsonNode reported = ReportedCases.input("batch-cut-in-the-middle");
        int all = reported.path("items").asInt();
        POSTIZ.faults().add(FaultRule.of(Fault.DIE).on(Operation.CREATE_POST).storing(12));

        Answer answer =
                posts.schedule(
                        IntStream.range(0, all).mapToObj(i -> posts.post("Item " + i)).toList());

        assertThat(answer.sentence())
                .startsWith("12 of 100 posts were created, 88 unknown.")
                .contains("\nsocialPost[0-11] (", "\nsocialPost[12-99] (")
                .hasSizeLessThan(1500);
        assertThat(posts.planned()).hasSize(12);
    }

    @Test
    @ReportedCase("known-empty-quota")
    void a_create_is_not_sent_into_a_ration_that_is_used_up() {
        POSTIZ.conditions().setRateLimit(2);
        posts.schedule(List.of(posts.post("One")));
        Answer last = posts.schedule(List.of(posts.post("Two")));
        assertThat(last.structured().at("/rateLimit/remaining").asInt()).isZero();

        Answer refused = posts.schedule(List.of(posts.post("Three")));

        assertThat(refused.isError()).isTrue();
        assertThat(refused.sentence()).contains("not created").containsPattern("\\d\\d:\\d\\d");
        assertThat(POSTIZ.requests().count(Operation.CREATE_POST)).isEqualTo(2);
    }

    @Test
    @ReportedCase("created-but-deleted-meanwhile")
    void a_repeated_answer_says_that_its_post_was_deleted_and_how_to_insist() {
        Map<String, Object> call = Map.of("socialPost", List.of(posts.post("Deleted")));
        String first = id(agent.call("schedulePostTool", call));
        delete(posts.planned().get(0));

        Answer second = agent.call("schedulePostTool", call);

        assertThat(second.isError()).isTrue();
        assertThat(second.sentence())
                .contains("as post " + first, "was deleted since", "Set allowDuplicate");
        Map<String, Object> insisting = new HashMap<>(call);
        insisting.put("allowDuplicate", true);
        assertThat(id(agent.call("schedulePostTool", insisting))).isNotEmpty().isNotEqualTo(first);
        assertThat(posts.planned()).hasSize(1);
    }

    @Test
    void a_post_that_was_moved_in_postiz_is_not_taken_for_deleted() {
        POSTIZ.conditions().setStoring(Storing.UNCHANGED.shifting(Duration.ofDays(40)));
        List<Map<String, Object>> call = List.of(posts.post("Moved"));

        String first = id(posts.schedule(call));

        assertThat(id(posts.schedule(call))).isEqualTo(first);
    }

    private static String id(Answer answer) {
        return answer.structured().at("/output/0/postId").asText();
    }

    private void delete(Post post) {
        POSTIZ.posts().deleteGroup(POSTIZ.organization(tenant.apiKey()), post.group());
    }
}
