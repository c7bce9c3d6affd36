package org.postizgateway.console.letter;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.console.OpsProblemHandler;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.FakePostiz;
import org.postizgateway.ledger.Gateway;
import org.springframework.core.env.Environment;

/** The operators' REST over a socket. */
class DeadLetterControllerTest {

    private static final FakePostiz POSTIZ = new FakePostiz();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Gateway gateway;

    private record Answer(int status, String type, JsonNode json) {}

    @BeforeAll
    static void start() {
        gateway =
                Gateway.withOperatorsPort(
                        Database.H2.freshUrl(),
                        POSTIZ,
                        Map.of(),
                        DeadLetterController.class,
                        LetterRunController.class,
                        OpsProblemHandler.class);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static Answer send(String method, String path) throws Exception {
        String port = gateway.bean(Environment.class).getProperty("local.server.port");
        HttpResponse<String> response =
                HTTP.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://localhost:"
                                                        + port
                                                        + "/ops/dead-letters"
                                                        + path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                new ObjectMapper().readTree(response.body()));
    }

    /** Leaves a dead letter of a new tenant behind and returns what the listing shows of it. */
    private static JsonNode deadLetter(String tenant, String prompt) throws Exception {
        POSTIZ.when(
                prompt,
                exchange -> {
                    throw new ConnectException("refused");
                });
        gateway.call("generateVideoTool", tenant, prompt);
        POSTIZ.when(prompt, POSTIZ::create);
        return send("GET", "?tenant=" + tenant).json().get("deadLetters").get(0);
    }

    private static String unique(String name) {
        return name + "-" + UUID.randomUUID();
    }

    @Test
    void a_listing_names_what_an_operator_has_to_decide_on() throws Exception {
        String tenant = unique("tenant");
        JsonNode letter = deadLetter(tenant, unique("prompt"));

        assertThat(letter.get("tool").asText()).isEqualTo("generateVideoTool");
        assertThat(letter.get("tenant").asText()).isEqualTo(tenant);
        assertThat(letter.get("state").asText()).isEqualTo("open");
        assertThat(letter.get("reason").asText()).isEqualTo("retries_exhausted");
        assertThat(letter.get("attempts").asInt()).isOne();
        assertThat(letter.has("request")).isFalse();
    }

    @Test
    void a_run_that_is_asked_for_in_json_is_told_that_a_form_is_expected() throws Exception {
        String port = gateway.bean(Environment.class).getProperty("local.server.port");
        HttpResponse<String> response =
                HTTP.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://localhost:"
                                                        + port
                                                        + "/ops/dead-letters/runs"))
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"action\":\"replay\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).contains("application/x-www-form-urlencoded");
    }

    @Test
    void filters_narrow_the_listing() throws Exception {
        String tenant = unique("tenant");
        deadLetter(tenant, unique("prompt"));
        String query =
                "?tenant=" + tenant + "&tool=generateVideoTool&since=2020-01-01T00:00:00%2B01:00";

        JsonNode page = send("GET", query + "&reason=retries_exhausted&limit=1").json();
        assertThat(page.get("deadLetters")).hasSize(1);
        assertThat(page.get("limit").asInt()).isOne();
        for (String none :
                new String[] {
                    "&reason=breaker_open", "&offset=1", "&state=discarded&state=resolved"
                }) {
            assertThat(send("GET", query + none).json().get("deadLetters")).as(none).isEmpty();
        }
    }

    @Test
    void what_is_meant_for_all_that_match_takes_nothing_of_pages() throws Exception {
        for (String request :
                new String[] {
                    "/causes?limit=1",
                    "/runs?action=replay&expected=0&limit=1",
                    "/runs?action=replay&expected=0&offset=1"
                }) {
            Answer answer = send(request.startsWith("/runs") ? "POST" : "GET", request);

            assertThat(answer.status()).as(request).isEqualTo(400);
            assertThat(answer.json().toString())
                    .contains("Use reason, since, state, tenant, tool.");
        }
    }

    @Test
    void the_beginning_of_a_tenant_that_the_log_shows_is_refused() throws Exception {
        Answer answer = send("GET", "?tenant=1939f65c");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().toString()).contains("Give the whole of it, 32 digits");
    }

    @Test
    void a_dead_letter_can_be_read_with_its_request_and_errors() throws Exception {
        String prompt = unique("prompt");
        JsonNode listed = deadLetter(unique("tenant"), prompt);
        JsonNode letter = send("GET", "/" + listed.get("id").asText()).json();

        assertThat(letter.get("request").get("content").asText()).isEqualTo(prompt);
        assertThat(letter.get("errors")).hasSize(1);
        assertThat(letter.get("errors").get(0).get("message").asText())
                .isEqualTo("Postiz cannot be reached, so nothing was done. Try again later.");
        assertThat(letter.toString()).doesNotContain("key-of-");
    }

    @Test
    void a_replay_is_accepted_once_and_refused_while_it_runs() throws Exception {
        String prompt = unique("prompt");
        String path = "/" + deadLetter(unique("tenant"), prompt).get("id").asText();
        CountDownLatch release = new CountDownLatch(1);
        POSTIZ.when(
                prompt,
                exchange -> {
                    release.await();
                    POSTIZ.create(exchange);
                });
        Answer accepted = send("POST", path + "/replay");
        Answer again = send("POST", path + "/replay");
        Answer discard = send("DELETE", path);
        release.countDown();

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.json().get("state").asText()).isEqualTo("replaying");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.type()).startsWith("application/problem+json");
        assertThat(again.json().get("detail").asText()).contains("being replayed");
        assertThat(discard.status()).isEqualTo(409);
        await().atMost(ofSeconds(10))
                .untilAsserted(
                        () ->
                                assertThat(send("GET", path).json().get("state").asText())
                                        .isEqualTo("resolved"));
        assertThat(POSTIZ.created(prompt)).isOne();
    }

    @Test
    void a_discarded_dead_letter_is_gone_from_the_listing() throws Exception {
        String tenant = unique("tenant");
        String path = "/" + deadLetter(tenant, unique("prompt")).get("id").asText();

        assertThat(send("DELETE", path).status()).isEqualTo(204);
        assertThat(send("GET", "?tenant=" + tenant).json().get("deadLetters")).isEmpty();
        Answer again = send("DELETE", path);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("detail").asText()).startsWith("This dead letter is discarded");
    }

    @ParameterizedTest
    @CsvSource({"GET,''", "DELETE,''", "POST,/replay"})
    void an_unknown_id_is_not_found(String method, String action) throws Exception {
        Answer answer = send(method, "/no-such-id" + action);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.type()).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?since=yesterday | 'since' is not a time with a zone",
                "?since=2026-12-15T10:00:00 | 'since' is not a time with a zone",
                "?limit=0 | 'limit' is not a whole number from 1 to 500",
                "?limit=501 | 'limit' is not a whole number from 1 to 500",
                "?limit=many | 'limit' is not a whole number from 1 to 500",
                "?offset=-1 | 'offset' is not a whole number from 0 to",
                "?reason=bad | 'reason' is none of rejected, throttled, retries_exhausted",
                "?state=bad | 'state' is none of open, waiting_for_credential",
                "?tool= | 'tool' is empty",
                "?tool=a&tool=b | 'tool' is given more than once",
                "?reson=rejected | There is no parameter 'reson' here. Use after, limit, offset, reason",
            },
            quoteCharacter = '"')
    void a_malformed_filter_is_refused_by_name(String query, String sentence) throws Exception {
        Answer answer = send("GET", query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.json().get("detail").asText()).contains(sentence);
    }

    @Test
    void a_lost_ledger_is_told_without_a_stack_trace() throws Exception {
        gateway.sql().sql("ALTER TABLE dead_letter RENAME TO away").update();
        Answer answer = send("GET", "");
        gateway.sql().sql("ALTER TABLE away RENAME TO dead_letter").update();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("detail").asText())
                .isEqualTo("The ledger's database cannot be used. Check it and try again.");
    }
}
