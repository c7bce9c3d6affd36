package org.postizgateway.policies.cached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postizgateway.policies.cached.CachingGateway.KEY;
import static org.postizgateway.policies.cached.CachingGateway.OTHER_KEY;
import static org.postizgateway.policies.cached.CachingGateway.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;

/** While Postiz cannot be asked, what it answered before is given and says how old it is. */
@Timeout(180)
class StaleReadsTest {

    private static final CachingGateway GATEWAY = new CachingGateway();

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @BeforeEach
    void reset() {
        GATEWAY.reset();
    }

    @AfterEach
    void closeBreaker() {
        GATEWAY.bean(CircuitBreakerRegistry.class).circuitBreaker("postizUpstream").reset();
    }

    private static JsonNode options(String key) {
        return GATEWAY.call(key, "generateVideoOptions", Map.of());
    }

    private static void fail(Fault fault) {
        GATEWAY.postiz.faults().add(FaultRule.of(fault).on(Operation.MCP_VIDEO_OPTIONS).always());
    }

    private static void assertStale(JsonNode result) {
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
        assertThat(result.at("/structuredContent/video")).isNotEmpty();
        assertThat(result.at("/structuredContent/stale/ageSeconds").isIntegralNumber()).isTrue();
        assertThat(result.path("content").findValuesAsText("text"))
                .as("what a model reads")
                .anyMatch(text -> text.contains("Postiz cannot be asked at the moment"));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"BAD_GATEWAY", "UNAVAILABLE", "GATEWAY_TIMEOUT", "RESET", "INTERNAL_ERROR"})
    void an_old_answer_is_given_with_its_age(Fault fault) {
        assertThat(options(KEY).at("/structuredContent").has("stale")).isFalse();
        fail(fault);

        assertStale(options(KEY));

        GATEWAY.postiz.faults().clear();
        assertThat(options(KEY).at("/structuredContent").has("stale")).isFalse();
    }

    @Test
    void so_it_is_while_the_circuit_breaker_is_open() {
        options(KEY);
        int before = GATEWAY.requests(Operation.MCP_VIDEO_OPTIONS);
        GATEWAY.bean(CircuitBreakerRegistry.class)
                .circuitBreaker("postizUpstream")
                .transitionToOpenState();

        assertStale(options(KEY));
        assertThat(GATEWAY.requests(Operation.MCP_VIDEO_OPTIONS)).isEqualTo(before);
    }

    @Test
    void who_asks_anew_or_for_the_first_time_is_told_what_is_wrong() {
        options(KEY);
        fail(Fault.BAD_GATEWAY);

        Map<String, String> noCache = Map.of("Cache-Control", "no-cache");
        assertThat(
                        result(GATEWAY.send(KEY, "generateVideoOptions", Map.of(), noCache).join())
                                .path("isError")
                                .asBoolean())
                .isTrue();
        assertThat(options(OTHER_KEY).path("isError").asBoolean()).isTrue();
    }

    @Test
    void a_credential_that_is_refused_is_no_outage() {
        String token = GATEWAY.postiz.credentials().issueToken(GATEWAY.postiz.organization(KEY));
        options(token);
        GATEWAY.postiz.credentials().revoke(token);

        assertThat(GATEWAY.send(token, "generateVideoOptions", Map.of()).join().statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_tool_that_goes_on_from_an_old_answer_tells_its_age_too() {
        Map<String, String> voices = Map.of("identifier", "veo3", "functionName", "loadVoices");
        Map<String, String> slides =
                Map.of("identifier", "image-text-slides", "functionName", "loadVoices");
        assertThat(GATEWAY.call(KEY, "videoFunctionTool", slides).path("isError").asBoolean())
                .isFalse();
        fail(Fault.BAD_GATEWAY);

        JsonNode result = GATEWAY.call(KEY, "videoFunctionTool", slides);
        assertThat(result.at("/structuredContent/voices").isArray()).isTrue();
        assertThat(result.at("/structuredContent/stale/ageSeconds").isIntegralNumber()).isTrue();
        assertThat(GATEWAY.call(KEY, "videoFunctionTool", voices).path("isError").asBoolean())
                .isTrue();
    }
}
