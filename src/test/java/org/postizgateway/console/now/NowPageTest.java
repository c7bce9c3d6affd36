package org.postizgateway.console.now;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.GatewayApplication;
import org.postizgateway.console.Browser;
import org.postizgateway.mcp.CallListener;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/** The page that tells how things stand, over a socket. */
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "gateway.port=0",
            "gateway.data-dir=target/console-${PID:0}",
            "postiz.url=http://127.0.0.1:1",
            "ops.token=" + NowPageTest.TOKEN,
            "ledger.url=jdbc:h2:mem:now-page;DB_CLOSE_DELAY=-1"
        })
@AutoConfigureObservability(tracing = false)
@DirtiesContext
@Timeout(120)
class NowPageTest {

    static final String TOKEN = "token-of-the-operators";
    private static final String HOSTILE = "<script>alert(1)</script>\u202Etxet";

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;
    @Autowired private CallListener toolCallMetrics;

    @AfterEach
    void clear() {
        sql.sql("DELETE FROM dead_letter").update();
        sql.sql("DELETE FROM ration").update();
        sql.sql("DELETE FROM post_delivery").update();
    }

    private Browser.Page page() {
        return Browser.signedIn(port, TOKEN).get("/console");
    }

    private void deadLetter(String id, String reason) {
        sql.sql(
                        """
                        INSERT INTO dead_letter (id, job_id, tenant, tool, state, reason, message,
                                                 request, attempts, created_at, updated_at)
                        VALUES (:id, :id, 'tenant', 'generateVideoTool', 'OPEN',
                        :reason, 'message', '{}', 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)
                        """)
                .param("id", id)
                .param("reason", reason)
                .update();
    }

    @Test
    void what_needs_a_person_comes_first_and_what_turns_callers_away_before_all() {
        deadLetter("one", "OUTCOME_UNKNOWN");
        deadLetter("two", "THROTTLED");

        Browser.Page page = page();

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().select(".attention li").eachText())
                .satisfiesExactly(
                        first -> assertThat(first).contains("Postiz does not answer"),
                        second ->
                                assertThat(second)
                                        .contains(
                                                "2 generations wait for a decision; 1 of them may"
                                                        + " have been paid for."));
        assertThat(page.text()).doesNotContain("All is well");
    }

    @Test
    void what_a_tool_takes_and_how_it_fails_is_told_of_the_last_minutes() {
        for (int i = 0; i < 99; i++) {
            toolCallMetrics.called(
                    Optional.of("integrationList"), CallListener.Outcome.OK, Duration.ofMillis(40));
        }
        toolCallMetrics.called(
                Optional.of("integrationList"),
                CallListener.Outcome.TOOL_ERROR,
                Duration.ofSeconds(20));
        for (int i = 0; i < 2; i++) {
            toolCallMetrics.called(
                    Optional.of("groupList"),
                    CallListener.Outcome.PROTOCOL_ERROR,
                    Duration.ofMillis(40));
        }

        Browser.Page page = page();
        String row = page.html().select("tr:has(th:contains(integrationList))").text();

        assertThat(row)
                .startsWith("integrationList 100 ")
                .contains("25 ms")
                .containsPattern("1 tool error\\b");
        assertThat(page.html().select("tr:has(th:contains(groupList))").text())
                .contains("2 protocol errors");
    }

    @Test
    void posts_that_are_not_out_and_what_postiz_has_left_for_a_tenant_are_told() {
        sql.sql(
                        """
                        INSERT INTO post_delivery (id, tenant, post, channel, state, planned_at, due_at,
                                                   settled, notice, to_tell, found_at)
                        VALUES ('one', 'tenant-of-the-post', 'post-1', 'channel-1', :state, :due, :due,
                                FALSE, '{}', FALSE, :due)
                        """)
                .param("state", "stuck")
                .param("due", java.time.OffsetDateTime.now().minusHours(2))
                .update();
        sql.sql(
                        "INSERT INTO ration (tenant, tool, opens_at, remaining)"
                                + " VALUES ('tenant-with-three-left', 'creates', :opens, 3)")
                .param("opens", java.time.OffsetDateTime.now().plusMinutes(20))
                .update();

        Browser.Page page = page();

        assertThat(page.html().select(".attention li").text())
                .contains("1 post is not out as it should be: 1 stuck.");
        assertThat(page.html().select("tr:has(th:contains(post-1))").text())
                .contains("stuck", "2 h ago", "tenant-o", "channel-1");
        assertThat(page.text()).contains("tenant-w 3");
    }

    @Test
    void a_text_of_a_caller_is_shown_and_does_nothing() {
        sql.sql("INSERT INTO ration (tenant, tool, opens_at) VALUES (:tenant, :tool, :opens)")
                .param("tenant", "tenant-hash")
                .param("tool", HOSTILE)
                .param("opens", java.time.OffsetDateTime.now().plusHours(1))
                .update();

        Browser.Page page = page();

        assertThat(page.text()).contains("<script>alert(1)</script>");
        assertThat(page.html().select("script")).hasSize(1);
        assertThat(page.html().select("bdi")).isNotEmpty();
    }

    @Test
    void while_the_ledger_is_away_the_page_says_so_and_shows_the_rest() {
        sql.sql("ALTER TABLE replica RENAME TO away").update();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> {
                                Browser.Page page = page();
                                assertThat(page.status()).isEqualTo(200);
                                assertThat(page.text())
                                        .contains(
                                                "The ledger's database cannot be used",
                                                "What stands in it cannot be told now",
                                                "Calls per second");
                            });
        } finally {
            sql.sql("ALTER TABLE away RENAME TO replica").update();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(page().text())
                                        .doesNotContain("The ledger's database cannot be used"));
    }

    @Test
    void the_page_is_also_an_answer_of_the_interface() {
        deadLetter("one", "OUTCOME_UNKNOWN");

        Browser.Page answer =
                new Browser(port).get("/ops/overview", "Authorization", "Bearer " + TOKEN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body())
                .contains(
                        "\"deadLetters\":{\"outcome_unknown\":1}",
                        "\"urgency\":\"NOW\"",
                        "\"breakers\":{");
    }

    @Test
    void a_quantile_lies_between_the_bounds_of_its_bucket() {
        Buckets buckets = new Buckets(100, new double[] {0.1, 1, 10}, new long[] {50, 90, 99});

        assertThat(buckets.quantile(0.5).orElseThrow()).isEqualTo(0.1);
        assertThat(buckets.quantile(0.7).orElseThrow()).isBetween(0.5, 0.6);
        assertThat(buckets.quantile(0.995).orElseThrow()).isInfinite();
        assertThat(new Buckets(0, new double[0], new long[0]).quantile(0.5)).isEmpty();
        assertThat(buckets.since(buckets).quantile(0.5)).isEmpty();
        assertThat(ToolRate.of("tool", Map.of("ok", buckets), 10).perSecond()).isEqualTo(10);
    }
}
