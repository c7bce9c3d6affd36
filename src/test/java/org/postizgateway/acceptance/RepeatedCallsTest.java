package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.acceptance.Posts.created;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.cases.AugustPostiz;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.web.Operation;

/** Agents that lose answers, repeat themselves and talk at once. */
class RepeatedCallsTest {

    private static final PostizSandbox POSTIZ =
            new PostizSandbox(SandboxSettings.forTests().organizations(Tenant.seeds(1)));
    private static Product product;

    private Tenant tenant;
    private Caller agent;
    private Posts posts;

    @BeforeAll
    static void start() {
        POSTIZ.start();
        product =
                Product.before(
                        POSTIZ,
                        Map.of(
                                "camel.component.kamelet.template-properties"
                                        + "[postiz-post-create-action].responseTimeout",
                                "1500"));
    }

    @AfterAll
    static void stop() {
        product.close();
        POSTIZ.close();
    }

    @BeforeEach
    void begin() {
        tenant = Tenant.of(POSTIZ, 0);
        agent = product.caller(tenant.apiKey());
        posts = new Posts(POSTIZ, tenant, agent);
    }

    @AfterEach
    void heal() {
        POSTIZ.reset();
        product.ledger().openRations();
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "CLOSE", "SILENCE", "GATEWAY_TIMEOUT", "MALFORMED_JSON"})
    void an_answer_that_is_lost_is_found(Fault fault) {
        POSTIZ.faults().add(FaultRule.of(fault).on(Operation.CREATE_POST).afterwards());

        Answer first = schedule(posts.post("lost to " + fault));
        Answer second = schedule(posts.post("lost to " + fault));

        assertThat(created(first)).hasSize(1).isEqualTo(created(second));
        assertThat(second.structured().at("/output/0/repeated").asBoolean()).isTrue();
        assertThat(POSTIZ.requests().count(Operation.CREATE_POST)).isOne();
    }

    @Test
    void twenty_identical_calls_at_once_create_one_post() {
        List<CompletableFuture<Answer>> answers =
                IntStream.range(0, 20)
                        .mapToObj(
                                n ->
                                        agent.send(
                                                "schedulePostTool",
                                                Map.of(
                                                        "socialPost",
                                                        List.of(posts.post("at once")))))
                        .toList();

        assertThat(answers.stream().map(answer -> created(answer.join())).distinct()).hasSize(1);
        assertThat(posts("at once")).hasSize(1);
    }

    @Test
    void a_post_that_is_published_at_once_is_published_once() {
        Map<String, Object> now = new HashMap<>(posts.post("breaking news"));
        now.put("type", "now");
        now.remove("date");
        POSTIZ.faults().add(FaultRule.of(Fault.RESET).on(Operation.CREATE_POST).afterwards());

        List<String> first = created(schedule(now));
        List<String> second = created(schedule(now));

        assertThat(first).hasSize(1).isEqualTo(second);
        assertThat(posts("breaking news")).hasSize(1);
    }

    @Test
    void a_caller_can_insist_on_a_second_post() {
        Map<String, Object> arguments = Map.of("socialPost", List.of(posts.post("twice")));
        Map<String, Object> insisting = new HashMap<>(arguments);
        insisting.put("allowDuplicate", true);

        List<String> first = created(agent.call("schedulePostTool", arguments));
        List<String> second = created(agent.call("schedulePostTool", insisting));

        assertThat(first).doesNotContainAnyElementsOf(second);
        assertThat(posts("twice")).hasSize(2);
    }

    @Test
    void what_is_not_found_is_sent_once_a_later_post_shows_that_it_cannot_appear_any_more() {
        POSTIZ.faults().add(FaultRule.of(Fault.RESET).on(Operation.CREATE_POST));

        Answer first = schedule(posts.post("never arrived"));
        assertThat(first.sentence()).contains("unknown whether created", "The same call again");
        assertThat(schedule(posts.post("never arrived")).isError()).isTrue();

        created(schedule(posts.post("a later one")));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !schedule(posts.post("never arrived")).isError());
        assertThat(posts("never arrived")).hasSize(1);
    }

    @Test
    void each_post_of_a_partly_failed_batch_is_named_and_only_the_rest_is_sent_again() {
        POSTIZ.faults()
                .add(
                        FaultRule.of(Fault.TOO_MANY_REQUESTS)
                                .on(Operation.CREATE_POST)
                                .skipping(1)
                                .always()
                                .retryAfter(Duration.ofHours(1)));
        Map<String, Object> arguments =
                Map.of("socialPost", List.of(posts.post("one"), posts.on("2099-12-16", "two")));

        Answer failed = agent.call("schedulePostTool", arguments);
        POSTIZ.faults().clear();
        Answer early = agent.call("schedulePostTool", arguments);
        product.ledger().openRations();
        Answer complete = agent.call("schedulePostTool", arguments);

        assertThat(failed.isError()).isTrue();
        assertThat(statuses(failed.structured().at("/output/results")))
                .containsExactly("created", "not created");
        assertThat(failed.sentence()).contains("60 minutes");
        assertThat(early.sentence()).contains("Nothing was sent");
        assertThat(statuses(complete.structured().path("output")))
                .containsExactly("created", "created");
        assertThat(posts("one")).hasSize(1);
        assertThat(posts("two")).hasSize(1);
    }

    @Test
    void waiting_for_the_rate_limit_is_told_and_bounded() {
        POSTIZ.faults()
                .add(
                        FaultRule.of(Fault.TOO_MANY_REQUESTS)
                                .on(Operation.CREATE_POST)
                                .retryAfter(Duration.ofSeconds(1)));

        Answer answer =
                agent.listen(
                        "schedulePostTool", Map.of("socialPost", List.of(posts.post("patient"))));

        assertThat(created(answer)).hasSize(1);
        assertThat(answer.progress())
                .extracting(Answer.Progress::message)
                .anySatisfy(message -> assertThat(message).contains("wait 1 s"));
        assertThat(answer.took()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    @Test
    @AugustPostiz
    void the_same_organization_under_another_credential_is_not_known_to_be_the_same() {
        String token = POSTIZ.credentials().issueToken(POSTIZ.organization(tenant.apiKey()));
        Map<String, ?> call = Map.of("socialPost", List.of(posts.post("through two doors")));

        List<String> withKey = created(agent.call("schedulePostTool", call));
        List<String> withToken = created(product.caller(token).call("schedulePostTool", call));

        assertThat(withToken).hasSize(1).doesNotContainAnyElementsOf(withKey);
    }

    private Answer schedule(Map<String, Object> post) {
        return posts.schedule(List.of(post));
    }

    private static List<String> statuses(JsonNode results) {
        return StreamSupport.stream(results.spliterator(), false)
                .map(result -> result.path("status").asText())
                .toList();
    }

    private static List<Post> posts(String content) {
        return POSTIZ.posts().all().stream()
                .filter(post -> post.content().contains(content))
                .toList();
    }
}
