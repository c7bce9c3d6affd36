package org.postizgateway.postiz.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.security.InvalidParameterException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.processor.ThrottlerRejectedExecutionException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.outcome.Effect;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.failure.PostizFailure.Kind;
import org.postizgateway.postiz.failure.PostizMcpException.Form;
import org.postizgateway.postiz.json.JsonBody;

class PostizErrorsTest {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:30Z");

    private final PostizErrors errors = new PostizErrors(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void passes_on_what_a_kamelet_says_of_its_input_and_no_other_illegal_argument() {
        PostizFailure failure =
                errors.explain(
                        new RuntimeCamelException(
                                new InvalidParameterException("group must be an id")));
        assertThat(failure.kind()).isEqualTo(Kind.INVALID_INPUT);
        assertThat(failure.effect()).isEqualTo(Effect.NONE);
        assertThat(failure.sentence()).isEqualTo("group must be an id");
        assertThat(errors.explain(new IllegalArgumentException("a bug")).kind())
                .isEqualTo(Kind.INTERNAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{\"message\":[\"a must b\",\"c\"],\"statusCode\":400}|INVALID_INPUT|a must b; c",
                "400|{\"msg\":\"Failed to fetch URL\"}|INVALID_INPUT|Failed to fetch URL",
                "400|{\"provider\":\"x\",\"name\":\"Acme\",\"message\":\"too long\"}|INVALID_INPUT|Acme: too long",
                "401|{\"msg\":\"Invalid API key\"}|UNAUTHORIZED|does not accept the credential",
                "401|{\"msg\":\"No subscription found\"}|PLAN_LIMIT|no subscription",
                "401|{\"msg\":\"Channel disconnected due to expired token\"}|CHANNEL_DISCONNECTED|connected again in Postiz",
                "402|{\"message\":\"You have reached the maximum\",\"url\":\"u\"}|PLAN_LIMIT|You have reached the maximum",
                "403|{\"msg\":\"Unauthorized\"}|UNAUTHORIZED|does not allow this call",
                "404|{\"msg\":\"Tool not found\"}|NOT_FOUND|Tool not found",
                "404|{\"message\":\"Cannot GET /public/v1/x\"}|WRONG_ADDRESS|POSTIZ_URL",
                "406|{\"message\":\"This video is not available in trial mode\"}|PLAN_LIMIT|trial mode",
                "413|{\"message\":\"request entity too large\"}|TOO_LARGE|Send less",
                "422|{\"message\":\"rejected by the AI safety system\"}|INVALID_INPUT|AI safety system",
            })
    void knows_that_a_refused_call_had_no_effect(
            int status, String body, Kind kind, String reason) {
        PostizFailure failure = http(status, Map.of(), body);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.sentence()).contains(reason);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.effect()).isEqualTo(Effect.NONE);
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void does_not_blame_the_key_when_postiz_could_not_look_it_up() {
        PostizFailure failure = http(401, Map.of("logout", "true"), "");
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.sentence()).contains("database", "The credential itself may be fine");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void says_when_the_window_opens_again() {
        PostizFailure failure = http(429, Map.of("retry-after", "3600"), "{}");
        assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
        assertThat(failure.sentence()).contains("opens again at 13:01 UTC, in 60 minutes");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void reads_a_retry_date() {
        assertThat(
                        http(429, Map.of("Retry-After", "Tue, 01 Dec 2026 12:01:00 GMT"), "")
                                .retryAfter())
                .contains(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5"})
    void does_without_a_readable_retry_after(String header) {
        PostizFailure failure = http(429, Map.of("Retry-After", header), "");
        assertThat(failure.retryAfter()).isEmpty();
        assertThat(failure.sentence()).contains("an hour is its usual window");
    }

    @ParameterizedTest
    @CsvSource({
        "500, SERVER_ERROR, UNKNOWN",
        "502, UNAVAILABLE, RUNNING",
        "503, UNAVAILABLE, RUNNING",
        "504, UNAVAILABLE, RUNNING"
    })
    void does_not_claim_to_know_what_a_server_error_left_behind(
            int status, Kind kind, Effect effect) {
        PostizFailure failure = http(status, Map.of(), "<html>nginx</html>");
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.effect()).isEqualTo(effect);
        assertThat(failure.retryable()).isFalse();
        assertThat(failure.temporary()).isTrue();
    }

    @Test
    void passes_a_reason_on_that_a_server_error_gives() {
        assertThat(
                        http(
                                        500,
                                        Map.of(),
                                        "{\"message\":\"AI generation failed, please try again later.\"}")
                                .sentence())
                .endsWith("AI generation failed, please try again later. Nothing was paid for.");
    }

    @Test
    void explains_a_web_page_where_json_was_expected() {
        Map<String, String> html = Map.of("Content-Type", "text/html");
        assertThat(http(307, Map.of("Location", "/auth"), "").kind()).isEqualTo(Kind.WRONG_ADDRESS);
        assertThat(http(404, html, "<!DOCTYPE html>").kind()).isEqualTo(Kind.WRONG_ADDRESS);
        assertThat(unreadable("<!DOCTYPE html><html></html>").sentence())
                .contains("web page", "/api");
        assertThat(unreadable("<!DOCTYPE html>").effect()).isEqualTo(Effect.RUNNING);
        assertThat(http(307, Map.of("Location", "/auth"), "").effect()).isEqualTo(Effect.NONE);
    }

    @Test
    void recognises_a_web_page_that_jackson_stumbled_over() {
        PostizFailure failure = null;
        try {
            new ObjectMapper().readTree("<html></html>");
        } catch (IOException e) {
            failure = errors.explain(e);
        }
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(Kind.WRONG_ADDRESS);
    }

    @Test
    void knows_the_key_errors_of_the_mcp_doors() {
        Map<String, String> html = Map.of("Content-Type", "text/html; charset=utf-8");
        assertThat(http(401, html, "Invalid API Key or OAuth token").kind())
                .isEqualTo(Kind.UNAUTHORIZED);
        assertThat(http(400, html, "Invalid API Key").kind()).isEqualTo(Kind.UNAUTHORIZED);
    }

    @Test
    void does_not_know_the_effect_of_a_call_with_a_broken_answer() {
        PostizFailure failure = unreadable("[{\"postId\":");
        assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(failure.effect()).isEqualTo(Effect.RUNNING);
    }

    @Test
    void tells_calls_that_never_arrived_from_calls_that_may_have() {
        assertThat(errors.explain(new ConnectException("Connection refused")).retryable()).isTrue();
        assertThat(errors.explain(new UnknownHostException("h")).retryable()).isTrue();
        assertThat(errors.explain(new ConnectTimeoutException("h")).kind())
                .isEqualTo(Kind.UNREACHABLE);
        PostizFailure slow = errors.explain(new SocketTimeoutException("Read timed out"));
        assertThat(slow.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(slow.effect()).isEqualTo(Effect.RUNNING);
        PostizFailure reset = errors.explain(new SocketException("Connection reset"));
        assertThat(reset.kind()).isEqualTo(Kind.CONNECTION_LOST);
        assertThat(reset.retryable()).isFalse();
    }

    @Test
    void an_interrupted_call_is_no_fault_of_the_gateway() {
        assertThat(errors.explain(new CancellationException()))
                .isEqualTo(errors.explain(new InterruptedException()))
                .extracting(PostizFailure::kind, PostizFailure::effect)
                .containsExactly(Kind.CONNECTION_LOST, Effect.RUNNING);
    }

    @Test
    void a_file_that_is_not_there_is_no_broken_connection() {
        assertThat(errors.explain(new FileNotFoundException("kamelets/no.kamelet.yaml")).kind())
                .isEqualTo(Kind.INTERNAL);
        assertThat(errors.explain(new NoSuchFileException("a")).kind()).isEqualTo(Kind.INTERNAL);
    }

    @Test
    void finds_the_reason_inside_other_exceptions() {
        assertThat(errors.explain(new RuntimeCamelException(new ConnectException())).kind())
                .isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void says_of_a_call_that_a_policy_held_back_why_it_was_not_sent() {
        CircuitBreaker breaker = CircuitBreaker.ofDefaults("postiz");
        breaker.transitionToOpenState();
        PostizFailure failure =
                errors.explain(CallNotPermittedException.createCallNotPermittedException(breaker));
        assertThat(failure.kind()).isEqualTo(Kind.BUSY);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.sentence()).startsWith("Postiz failed repeatedly").contains("not send");
        assertThat(errors.explain(new ThrottlerRejectedExecutionException("full")).sentence())
                .startsWith("Too many calls")
                .contains("not send");
    }

    @Test
    void passes_the_sentence_of_our_own_checks_on() {
        assertThat(errors.explain(new InvalidInputException("Do this.")).sentence())
                .isEqualTo("Do this.");
    }

    @Test
    void says_nothing_of_a_fault_of_ours_but_that_it_is_one() {
        assertThat(errors.explain(new IllegalStateException("secret detail")).sentence())
                .doesNotContain("secret")
                .contains("gateway failed");
        assertThat(errors.explain(null).kind()).isEqualTo(Kind.INTERNAL);
    }

    @Test
    void keeps_the_text_of_database_errors_back() {
        PostizMcpException thrown =
                new PostizMcpException(
                        "\nInvalid `prisma.post.create()` invocation: secret", Form.THROWN, 0);
        assertThat(errors.explain(thrown).sentence())
                .isEqualTo("Postiz failed without naming a reason.");
    }

    private PostizFailure unreadable(String body) {
        try {
            JsonBody.read(body);
            throw new AssertionError("was read");
        } catch (RuntimeException e) {
            return errors.explain(e);
        }
    }

    private PostizFailure http(int status, Map<String, String> headers, String body) {
        return errors.explain(
                new HttpOperationFailedException(
                        "https://h/mcp/KEY", status, "", "", new HashMap<>(headers), body));
    }
}
