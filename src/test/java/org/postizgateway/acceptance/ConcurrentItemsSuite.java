package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.ledger.Database;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;

/**
 * Calls that have posts in common, made at the same time at two replicas: each post is created
 * once, and every caller is told which it is.
 */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConcurrentItemsSuite {

    private static final int ROUNDS = 4;

    private final Database database;
    private final PostizSandbox postiz =
            new PostizSandbox(
                    SandboxSettings.forTests().organizations(Tenant.seeds(1 + 2 * ROUNDS)));
    private final List<Product> replicas = new ArrayList<>();
    private int tenants;

    ConcurrentItemsSuite(Database database) {
        this.database = database;
    }

    @BeforeAll
    void start() {
        postiz.start();
        String url = database.freshUrl();
        for (int i = 0; i < 2; i++) {
            replicas.add(
                    Product.before(
                            postiz,
                            Map.of(
                                    "ledger.url",
                                    url,
                                    "gateway.data-dir",
                                    "target/items-${PID:0}")));
        }
    }

    @AfterAll
    void stop() {
        replicas.forEach(Product::close);
        postiz.close();
    }

    @AfterEach
    void heal() {
        postiz.reset();
    }

    @RepeatedTest(ROUNDS)
    void one_of_each_is_created_while_postiz_is_slow() {
        postiz.faults()
                .add(
                        FaultRule.of(Fault.TRICKLE)
                                .on(Operation.CREATE_POST)
                                .pausing(Duration.ofMillis(2))
                                .always());

        createAtOnce();
    }

    @RepeatedTest(ROUNDS)
    void one_of_each_is_created_when_the_answer_to_a_create_is_lost(RepetitionInfo round) {
        postiz.faults()
                .add(
                        FaultRule.of(Fault.RESET)
                                .on(Operation.CREATE_POST)
                                .skipping(round.getCurrentRepetition() % 2)
                                .afterwards());

        createAtOnce();
    }

    /** A, A and B, B and A, each at both replicas. */
    private void createAtOnce() {
        Tenant tenant = Tenant.of(postiz, tenants++);
        Posts posts = new Posts(postiz, tenant, replicas.get(0).caller(tenant.apiKey()));
        Map<String, Object> a = posts.post("A");
        Map<String, Object> b = posts.post("B");
        List<CompletableFuture<Answer>> calls = new ArrayList<>();
        for (List<Map<String, Object>> wanted : List.of(List.of(a), List.of(a, b), List.of(b, a))) {
            for (Product replica : replicas) {
                calls.add(
                        replica.caller(tenant.apiKey())
                                .send("schedulePostTool", Map.of("socialPost", wanted)));
            }
        }

        List<List<String>> told = calls.stream().map(call -> Posts.created(call.join())).toList();

        assertThat(posts.planned())
                .extracting(post -> post.content().replaceAll("<[^>]*>", ""))
                .containsExactlyInAnyOrder("A", "B");
        String idOfA = idOf(posts, "A");
        String idOfB = idOf(posts, "B");
        assertThat(told)
                .containsExactly(
                        List.of(idOfA),
                        List.of(idOfA),
                        List.of(idOfA, idOfB),
                        List.of(idOfA, idOfB),
                        List.of(idOfB, idOfA),
                        List.of(idOfB, idOfA));
        assertThat(firsts(calls)).as("answers that are no repetition").isLessThanOrEqualTo(2);
    }

    private static String idOf(Posts posts, String content) {
        return posts.planned().stream()
                .filter(post -> post.content().contains(content))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static long firsts(List<CompletableFuture<Answer>> calls) {
        Set<String> ids = new HashSet<>();
        long firsts = 0;
        for (CompletableFuture<Answer> call : calls) {
            for (JsonNode post : call.join().structured().path("output")) {
                ids.add(post.path("postId").asText());
                firsts += post.path("repeated").asBoolean() ? 0 : 1;
            }
        }
        assertThat(ids).hasSize(2);
        return firsts;
    }
}
