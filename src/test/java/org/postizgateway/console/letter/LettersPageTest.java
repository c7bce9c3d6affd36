package org.postizgateway.console.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.GatewayApplication;
import org.postizgateway.console.Browser;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/** The pages of dead letters, over a socket. */
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "gateway.port=0",
            "gateway.data-dir=target/console-${PID:0}",
            "postiz.url=http://127.0.0.1:1",
            "ops.token=" + LettersPageTest.OPERATE,
            "ops.read-token=" + LettersPageTest.READ,
            "ledger.poll-interval=50ms",
            "ledger.url=jdbc:h2:mem:letters-page;DB_CLOSE_DELAY=-1"
        })
@DirtiesContext
@Timeout(180)
class LettersPageTest {

    static final String OPERATE = "token-of-the-operators";
    static final String READ = "token-of-those-who-look";
    private static final String PATH = "/console/dead-letters";
    private static final String HOSTILE =
            "</pre><script>alert(1)</script><img src=x onerror=alert(2)>\u202Etxet";

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;

    @AfterEach
    void clear() {
        sql.sql("DELETE FROM dead_letter").update();
        sql.sql("DELETE FROM letter_run").update();
    }

    private Browser operator() {
        return Browser.signedIn(port, OPERATE);
    }

    private void letter(String id, String reason, String message, String request) {
        sql.sql(
                        """
                        INSERT INTO dead_letter (id, job_id, tenant, tool, state, reason, message,
                                                 request, attempts, created_at, updated_at)
                        VALUES (:id, :id, 'tenant', 'generateVideoTool', 'OPEN', :reason, :message,
                                :request, 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)
                        """)
                .param("id", id)
                .param("reason", reason)
                .param("message", message)
                .param("request", request)
                .update();
    }

    private void letters(int count) {
        for (int i = 0; i < count; i++) {
            letter("letter-" + (1000 + i), "OUTCOME_UNKNOWN", "It broke.", "{}");
        }
    }

    @Test
    void without_dead_letters_the_page_says_what_would_be_there() {
        assertThat(operator().get(PATH).text())
                .contains(
                        "No dead letter waits for anybody.", "until somebody replays or discards");
    }

    @Test
    void causes_say_in_words_whether_a_replay_may_pay_twice() {
        letter("one", "OUTCOME_UNKNOWN", "It broke.", "{}");
        letter("two", "THROTTLED", "Used up.", "{}");

        assertThat(
                        operator()
                                .get(PATH)
                                .html()
                                .select("section[aria-labelledby=causes] tr")
                                .eachText())
                .anySatisfy(row -> assertThat(row).contains("outcome unknown", "may pay twice"))
                .anySatisfy(row -> assertThat(row).contains("throttled", "pays once"));
    }

    @Test
    void what_callers_and_postiz_wrote_is_shown_and_does_nothing() {
        letter(
                "one",
                "OUTCOME_UNKNOWN",
                HOSTILE,
                "{\"prompt\":\"</pre><script>alert(1)</script>\"}");
        letter("two", "THROTTLED", HOSTILE, "{\"prompt\":\"" + "x".repeat(100_000) + "\"}");
        Browser operator = operator();

        for (String path : new String[] {PATH, PATH + "/one", PATH + "/two"}) {
            Browser.Page page = operator.get(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.html().select("script")).hasSize(1);
            assertThat(page.html().select("img, [onerror]")).isEmpty();
            assertThat(page.html().select("bdi").text().contains("onerror=alert(2)"))
                    .as(path)
                    .isNotEqualTo(path.equals(PATH));
        }
        assertThat(operator.get(PATH).text()).contains("may or may not have had an effect");
        Browser.Page large = operator.get(PATH + "/two");
        assertThat(large.response().body()).hasSizeLessThan(40_000);
        assertThat(large.text()).contains("Only its beginning is shown");
    }

    @Test
    void one_is_discarded_with_a_reason_and_not_without() {
        letter("one", "THROTTLED", "Used up.", "{}");
        Browser operator = operator();
        operator.get(PATH + "/one");

        Browser.Page without = operator.post(PATH + "/one/discard", Map.of());
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.text()).contains("Say why");
        assertThat(operator.post(PATH + "/one/discard", Map.of("note", "made anew")).status())
                .isEqualTo(302);
        assertThat(operator.get(PATH + "/one").text()).contains("discarded", "made anew");
        Browser.Page again = operator.post(PATH + "/one/discard", Map.of("note", "again"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("This dead letter is discarded");
    }

    @Test
    void a_replay_that_cannot_run_is_told_on_a_page() {
        letter("one", "THROTTLED", "Used up.", "{}");
        Browser operator = operator();
        operator.get(PATH + "/one");
        Browser.Page answer = operator.post(PATH + "/one/replay", Map.of());

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("does not run here");
    }

    @Test
    void a_thousand_are_discarded_after_their_number_was_shown_and_each_has_a_result() {
        letters(1000);
        Browser operator = operator();
        String shown = operator.get(PATH + "/all?action=discard&reason=outcome_unknown").text();
        assertThat(shown).contains("Discard 1000 dead letters", "Discard these 1000");

        Browser.Page begun =
                operator.post(
                        PATH + "/runs",
                        Map.of(
                                "action", "discard",
                                "reason", "outcome_unknown",
                                "expected", "1000",
                                "note", "the library has them"));
        assertThat(begun.status()).isEqualTo(302);
        String run = begun.header("Location").replaceAll("^https?://[^/]+", "");
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .untilAsserted(
                        () ->
                                assertThat(operator.get(run).text())
                                        .contains("done", "1000 of 1000", "1000 discarded"));
        assertThat(operator.get(run).html().select("tbody tr")).hasSize(100);
        assertThat(operator.get(PATH).text()).contains("No dead letter waits for anybody.");
    }

    @Test
    void a_number_that_is_not_true_any_more_does_nothing() {
        letters(3);
        Browser operator = operator();
        operator.get(PATH + "/all?action=discard");
        Browser.Page answer =
                operator.post(
                        PATH + "/runs",
                        Map.of("action", "discard", "expected", "2", "note", "old"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("3 dead letters match now, not 2.");
    }

    @Test
    void what_is_resolved_already_cannot_be_discarded_and_the_answer_says_so() {
        letters(3);
        Browser operator = operator();
        operator.get(PATH + "/all?action=discard&state=resolved");
        Browser.Page answer =
                operator.post(
                        PATH + "/runs",
                        Map.of(
                                "action", "discard",
                                "state", "resolved",
                                "expected", "0",
                                "note", "old"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("No dead letter matches");
    }

    @Test
    void pages_follow_each_other() {
        letters(60);
        Browser operator = operator();
        Browser.Page first = operator.get(PATH + "?reason=outcome_unknown");
        String next = first.html().select("a[rel=next]").attr("href");

        assertThat(first.html().select("section[aria-labelledby=list] tbody tr")).hasSize(50);
        assertThat(operator.get(next).html().select("section[aria-labelledby=list] tbody tr"))
                .hasSize(10);
        assertThat(operator.get(next).html().select("a[rel=next]")).isEmpty();
    }

    @Test
    void whoever_may_only_look_gets_no_button_and_nothing_done() {
        letter("one", "THROTTLED", "Used up.", "{}");
        Browser reader = Browser.signedIn(port, READ);

        assertThat(reader.get(PATH + "/one").html().select("main form")).isEmpty();
        assertThat(reader.post(PATH + "/one/discard", Map.of("note", "x")).status()).isEqualTo(403);
        assertThat(operator().get(PATH + "/one").text()).contains("open");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?reason=bad",
                "?since=yesterday",
                "?after=x",
                "?after=99999999999999999_1",
                "?colour=red",
                "/all?action=burn",
                "/all"
            })
    void a_filter_that_makes_no_sense_is_refused_on_a_page(String query) {
        Browser.Page page = operator().get(PATH + query);

        assertThat(page.status()).isIn(400, 200);
        assertThat(page.status() == 200).isEqualTo(query.contains("9999"));
        assertThat(page.text()).doesNotContain("Exception");
    }

    @Test
    void an_id_of_nothing_is_told_on_a_page() {
        assertThat(operator().get(PATH + "/nothing").status()).isEqualTo(404);
        assertThat(operator().get(PATH + "/runs/nothing").status()).isEqualTo(404);
    }

    @Test
    void while_the_ledger_is_away_the_page_says_so() {
        sql.sql("ALTER TABLE dead_letter RENAME TO away").update();
        Browser.Page page = operator().get(PATH);
        sql.sql("ALTER TABLE away RENAME TO dead_letter").update();

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text()).contains("The ledger's database cannot be used");
    }
}
