package org.postizgateway.mcp.stateless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.spec.McpError;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.protocol.JsonRpc;

/**
 * What a caller carries from round to round is good only as it was made, where, when and for whom.
 */
class RequestStateTest {

    private static final Instant NOW = Instant.parse("2026-08-01T12:00:00Z");
    private static final Optional<Principal> ADA = Optional.of(() -> "ada");
    private static final Map<String, Object> ARGUMENTS =
            Map.of("name", "order", "arguments", Map.of("a", 1, "b", 2));
    private static final Map<String, Object> ANSWERS = Map.of("size", Map.of("action", "accept"));

    private final RequestState states = at(NOW, "secret");

    @Test
    void it_brings_back_the_answers() {
        String state = states.seal(request("tools/call", ARGUMENTS), ADA, ANSWERS);

        assertThat(open(states, "tools/call", ARGUMENTS, ADA, state)).isEqualTo(ANSWERS);
    }

    @Test
    void neither_the_order_of_members_nor_the_id_matters() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("b", 2);
        arguments.put("a", 1);
        String state =
                states.seal(new JsonRpc.Request("one", "tools/call", ARGUMENTS), ADA, ANSWERS);

        assertThat(
                        open(
                                states,
                                "tools/call",
                                Map.of("arguments", arguments, "name", "order"),
                                ADA,
                                state))
                .isEqualTo(ANSWERS);
    }

    @Test
    void a_replica_with_the_same_secret_takes_it() {
        String state = states.seal(request("tools/call", ARGUMENTS), ADA, ANSWERS);

        assertThat(open(at(NOW, "secret"), "tools/call", ARGUMENTS, ADA, state)).isEqualTo(ANSWERS);
    }

    @Test
    void it_expires() {
        String state = states.seal(request("tools/call", ARGUMENTS), ADA, ANSWERS);
        RequestState inTime = at(NOW.plus(Duration.ofMinutes(15)), "secret");
        RequestState late = at(NOW.plus(Duration.ofMinutes(15)).plusSeconds(1), "secret");

        assertThat(open(inTime, "tools/call", ARGUMENTS, ADA, state)).isEqualTo(ANSWERS);
        assertRefused(late, "tools/call", ARGUMENTS, ADA, state, "has expired");
    }

    @Test
    void another_secret_caller_method_or_request_refuses_it() {
        String state = states.seal(request("tools/call", ARGUMENTS), ADA, ANSWERS);
        Map<String, Object> otherTool =
                Map.of("name", "delete", "arguments", Map.of("a", 1, "b", 2));
        Map<String, Object> otherArguments = Map.of("name", "order", "arguments", Map.of("a", 1));
        Map<String, Object> moreParams = new HashMap<>(ARGUMENTS);
        moreParams.put("extra", true);

        assertRefused(at(NOW, "other"), "tools/call", ARGUMENTS, ADA, state, "not issued");
        assertRefused(
                states, "tools/call", ARGUMENTS, Optional.of(() -> "eve"), state, "not issued");
        assertRefused(states, "tools/call", ARGUMENTS, Optional.empty(), state, "not issued");
        assertRefused(states, "prompts/get", ARGUMENTS, ADA, state, "not issued");
        assertRefused(states, "tools/call", otherTool, ADA, state, "not issued");
        assertRefused(states, "tools/call", otherArguments, ADA, state, "not issued");
        assertRefused(states, "tools/call", moreParams, ADA, state, "not issued");
    }

    @Test
    void a_payload_of_the_callers_own_making_is_refused() {
        String signature =
                states.seal(request("tools/call", ARGUMENTS), ADA, ANSWERS).split("\\.")[1];
        String payload =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                "{\"expires\":99999999999,\"answers\":{}}"
                                        .getBytes(StandardCharsets.UTF_8));

        assertRefused(
                states, "tools/call", ARGUMENTS, ADA, payload + "." + signature, "not issued");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a", "a.b", "a.b.c", "é.é", "e30.", ".e30", "\u0000"})
    void nonsense_is_refused(String state) {
        assertRefused(states, "tools/call", ARGUMENTS, ADA, state, "not issued");
    }

    @Test
    void what_is_no_string_is_refused() {
        for (Object state : new Object[] {1, true, Map.of(), java.util.List.of("a")}) {
            assertRefused(states, "tools/call", ARGUMENTS, ADA, state, "not issued");
        }
    }

    private static void assertRefused(
            RequestState states,
            String method,
            Map<String, Object> params,
            Optional<Principal> caller,
            Object state,
            String reason) {
        assertThatThrownBy(() -> open(states, method, params, caller, state))
                .isInstanceOfSatisfying(
                        McpError.class,
                        error -> assertThat(error.getJsonRpcError().code()).isEqualTo(-32602))
                .hasMessageContaining(reason);
    }

    private static Map<String, Object> open(
            RequestState states,
            String method,
            Map<String, Object> params,
            Optional<Principal> caller,
            Object state) {
        Map<String, Object> withState = new HashMap<>(params);
        withState.put("requestState", state);
        withState.put("inputResponses", Map.of("next", Map.of()));
        withState.put("_meta", Map.of("progressToken", "another"));
        return states.open(request(method, withState), caller);
    }

    private static JsonRpc.Request request(String method, Map<String, Object> params) {
        return new JsonRpc.Request(1, method, params);
    }

    private static RequestState at(Instant now, String secret) {
        return new RequestState(
                secret.getBytes(StandardCharsets.UTF_8), Clock.fixed(now, ZoneOffset.UTC));
    }
}
