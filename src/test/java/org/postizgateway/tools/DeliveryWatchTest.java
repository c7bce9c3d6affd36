package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.ledger.delivery.DeliveryAnnouncer;
import org.postizgateway.ledger.delivery.DeliveryWatch;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.TokenState;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.web.Operation;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/** Posts that do not go out are told of by themselves, each finding once. */
@TestPropertySource(
        properties = {"delivery.watch-interval=1h", "delivery.sinks=bean:findingsOfTest"})
class DeliveryWatchTest extends LifeTest {

    private static final List<Map<?, ?>> TOLD = new CopyOnWriteArrayList<>();

    @TestConfiguration
    static class Sink {

        @Bean
        Processor findingsOfTest() {
            return exchange -> TOLD.add(exchange.getMessage().getBody(Map.class));
        }
    }

    @Autowired private DeliveryWatch watch;
    @Autowired private DeliveryAnnouncer announcer;
    @Autowired private MeterRegistry meters;
    @Autowired private JdbcTemplate sql;

    @BeforeEach
    void forgetsWhatWas() {
        sql.update("DELETE FROM ledger_call");
        sql.update("DELETE FROM post_delivery");
        TOLD.clear();
    }

    /** What a look tells, its turn having come. */
    private List<Map<?, ?>> look() {
        sql.update("DELETE FROM delivery_look");
        return lookInTurn();
    }

    private List<Map<?, ?>> lookInTurn() {
        TOLD.clear();
        watch.sweep();
        announcer.announce();
        return List.copyOf(TOLD);
    }

    @ParameterizedTest
    @CsvSource({"10,", "34,", "36, late", "91, stuck", "2890, dead", "4400, dead"})
    void a_post_that_is_not_published_is_told_once(int overdue, String is) throws Exception {
        Instant due = in(6);
        String id = schedule(due, "Waits");
        SANDBOX.conditions().setPublisherStopped(true);
        assertThat(look()).isEmpty();
        SANDBOX.clock()
                .advance(Duration.between(SANDBOX.clock().instant(), due).plusMinutes(overdue));

        List<Map<?, ?>> told = look();

        assertThat(told).hasSize(is == null ? 0 : 1);
        if (is != null) {
            Map<?, ?> finding = told.get(0);
            assertThat(finding.get("is")).isEqualTo(is);
            assertThat(finding.get("post")).isEqualTo(id);
            assertThat(finding.get("means").toString()).isNotBlank();
            assertThat(finding.toString()).doesNotContain("sandbox-key", "Waits");
        }
        assertThat(look()).isEmpty();
    }

    @Test
    void one_post_is_late_then_stuck_then_dead_and_nothing_more() throws Exception {
        Instant due = in(6);
        schedule(due, "Waits");
        SANDBOX.conditions().setPublisherStopped(true);
        SANDBOX.clock().advance(Duration.between(SANDBOX.clock().instant(), due));
        List<Object> is = new ArrayList<>();
        for (int minutes : List.of(20, 20, 20, 40, 1300, 1480, 30, 300)) {
            SANDBOX.clock().advance(Duration.ofMinutes(minutes));
            look().forEach(finding -> is.add(finding.get("is")));
        }

        assertThat(is).containsExactly("late", "stuck", "dead");
    }

    @Test
    void a_failure_is_told_with_its_reason_once_it_can_no_more_turn_into_a_success()
            throws Exception {
        SANDBOX.conditions().getTokens().put(X, TokenState.REFRESH_FAILS);
        String id = schedule(in(6), "Fails");
        SANDBOX.clock().advance(Duration.ofMinutes(9));
        assertThat(stored(id).state()).isEqualTo(PostState.ERROR);
        assertThat(look()).isEmpty();
        SANDBOX.clock().advance(Duration.ofMinutes(10));

        List<Map<?, ?>> told = look();

        assertThat(told).hasSize(1);
        assertThat(told.get(0).get("is")).isEqualTo("failed");
        assertThat(told.get(0).get("means").toString()).contains("Nothing was published");
    }

    @Test
    void what_is_late_and_goes_out_after_all_is_open_no_more() throws Exception {
        Instant due = in(6);
        String id = schedule(due, "Late");
        SANDBOX.conditions().setPublisherStopped(true);
        SANDBOX.clock().advance(Duration.ofMinutes(60));
        look();
        assertThat(open("late")).isEqualTo(1);
        SANDBOX.posts().markPublished(stored(id), Optional.of("1"), Optional.empty());

        assertThat(look()).isEmpty();
        assertThat(open("late")).isZero();
    }

    private double open(String state) {
        return meters.get("gateway.delivery.posts").tag("state", state).gauge().value();
    }

    @Test
    void a_Postiz_that_is_down_is_no_finding_and_nothing_due_is_no_request() throws Exception {
        Instant due = in(6);
        schedule(due, "Waits");
        int before = SANDBOX.requests().all().size();
        look();
        assertThat(SANDBOX.requests().all()).hasSize(before);
        SANDBOX.clock().advance(Duration.ofHours(3));
        SANDBOX.faults().add(FaultRule.of(Fault.BAD_GATEWAY).on(Operation.LIST_POSTS));

        double failed = looks("failed");
        assertThat(look()).isEmpty();
        assertThat(looks("failed")).isEqualTo(failed + 1);
        assertThat(sql.queryForObject("SELECT COUNT(*) FROM post_delivery", Integer.class))
                .isZero();
    }

    private double looks(String outcome) {
        return meters.find("gateway.delivery.looks").tag("outcome", outcome).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void an_account_is_looked_at_no_more_often_than_the_interval_says() throws Exception {
        schedule(in(6), "Fine");
        look();
        double before = looks("ok");
        lookInTurn();
        assertThat(looks("ok")).isEqualTo(before);
    }

    @Test
    @Timeout(60)
    void of_ten_thousand_posts_all_that_are_wrong_are_found_at_one_look_and_no_other()
            throws Exception {
        SANDBOX.conditions().setPublisherStopped(true);
        schedule(in(6), "Names the tenant");
        String tenant = sql.queryForObject("SELECT tenant FROM ledger_call", String.class);
        Post pattern = SANDBOX.posts().all().get(0);
        Instant now = in(0);
        List<Object[]> calls = new ArrayList<>();
        List<Object[]> items = new ArrayList<>();
        Map<String, String> expected = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            Case its = Case.values()[i % Case.values().length];
            String id = "p%05d".formatted(i);
            Instant planned = now.plus(Duration.ofMinutes(its.planned));
            SANDBOX.posts().save(copy(pattern, id, its.state, now, its.listed));
            if (its == Case.GONE) {
                SANDBOX.posts().deleteGroup("g" + id);
            }
            if (!its.is.isEmpty()) {
                expected.put(id, its.is);
            }
            calls.add(
                    new Object[] {
                        id, tenant, "{\"type\":\"schedule\",\"date\":\"" + planned + "\"}", i
                    });
            items.add(
                    new Object[] {
                        id,
                        "f" + id,
                        id,
                        "{\"postId\":\"" + id + "\",\"integration\":\"" + X + "\"}"
                    });
        }
        sql.batchUpdate(
                """
                INSERT INTO ledger_call (id, tenant, tool, route, mode, state, request, attempts,
                    work_ended, delivered, owner, run, created_at)
                VALUES (?, ?, 'schedulePostTool', 'r', 'INLINE', 'DONE', ?, 1, TRUE, TRUE, 'o', 0,
                    DATEADD('SECOND', ?, TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00'))
                """,
                calls);
        sql.batchUpdate(
                "INSERT INTO ledger_item (call_id, position, fingerprint, post, state, result)"
                        + " VALUES (?, 0, ?, ?, 'DONE', ?)",
                items);

        look();

        // The gateway's own announcer may be at some of them meanwhile.
        await().atMost(Duration.ofMinutes(1)).until(() -> TOLD.size() >= expected.size());
        assertThat(byPost(TOLD)).isEqualTo(expected);
        assertThat(look()).isEmpty();
    }

    private static Map<String, String> byPost(List<Map<?, ?>> told) {
        Function<Map<?, ?>, String> post = finding -> finding.get("post").toString();
        return told.stream()
                .collect(Collectors.toMap(post, finding -> finding.get("is").toString()));
    }

    /** A post in minutes from now: as planned, as Postiz lists it, and what is to be told. */
    private enum Case {
        OUT(-600, -600, PostState.PUBLISHED, ""),
        UNDER_WAY(-20, -20, PostState.QUEUE, ""),
        LATE(-50, -50, PostState.QUEUE, "late"),
        STUCK(-1000, -1000, PostState.QUEUE, "stuck"),
        DEAD(-4000, -4000, PostState.QUEUE, "dead"),
        FAILED(-200, -200, PostState.ERROR, "failed"),
        FAILED_NOW(-5, -5, PostState.ERROR, ""),
        MOVED(-100, 5000, PostState.QUEUE, "shifted"),
        GONE(-100, -100, PostState.QUEUE, "removed"),
        DRAFT(-100, -100, PostState.DRAFT, ""),
        TO_COME(300, 300, PostState.QUEUE, ""),
        OUT_BEFORE(-9000, -9000, PostState.PUBLISHED, "");

        private final int planned;
        private final int listed;
        private final PostState state;
        private final String is;

        Case(int planned, int listed, PostState state, String is) {
            this.planned = planned;
            this.listed = listed;
            this.state = state;
            this.is = is;
        }
    }

    private static Post copy(Post post, String id, PostState state, Instant now, int listed) {
        return new Post(
                id,
                post.organizationId(),
                post.channelId(),
                state,
                now.plus(Duration.ofMinutes(listed)),
                "x",
                JsonNodeFactory.instance.arrayNode(),
                0,
                "g" + id,
                Optional.empty(),
                post.settings(),
                OptionalInt.empty(),
                "API",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                post.createdAt(),
                post.updatedAt());
    }
}
