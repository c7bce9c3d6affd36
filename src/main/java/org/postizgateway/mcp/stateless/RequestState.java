package org.postizgateway.mcp.stateless;

import io.modelcontextprotocol.spec.McpError;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.protocol.JsonRpc;

/**
 * The answers of earlier rounds, carried by the caller in {@code requestState}: signed, bound to
 * caller and request, and valid for a short time (MCP 2026-07-28, multi round-trip requests, server
 * requirements 4 and 5).
 */
final class RequestState {

    private static final Duration VALID_FOR = Duration.ofMinutes(15);
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Clock clock;

    RequestState(byte[] secret, Clock clock) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.clock = clock;
    }

    /** Seals the answers given so far. */
    String seal(JsonRpc.Request request, Optional<Principal> caller, Map<String, Object> answers) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("expires", clock.instant().plus(VALID_FOR).getEpochSecond());
        state.put("answers", answers);
        String payload = encode(Json.write(state).getBytes(StandardCharsets.UTF_8));
        return payload + "." + encode(sign(payload, request, caller));
    }

    /**
     * Opens what a caller brought back.
     *
     * @return the answers of earlier rounds; empty when the request carries no state
     * @throws McpError invalid params, when the state was not made here, for this caller and this
     *     request, or is too old
     */
    Map<String, Object> open(JsonRpc.Request request, Optional<Principal> caller) {
        Object sealed = request.params().get("requestState");
        if (sealed == null) {
            return Map.of();
        }
        String[] parts = sealed instanceof String text ? text.split("\\.", -1) : new String[0];
        if (parts.length != 2
                || !MessageDigest.isEqual(sign(parts[0], request, caller), decode(parts[1]))) {
            throw McpRequest.invalidParams(
                    "params.requestState was not issued by this server for this request and caller");
        }
        Map<String, Object> state =
                Json.object(new String(decode(parts[0]), StandardCharsets.UTF_8));
        if (clock.instant().getEpochSecond() > ((Number) state.get("expires")).longValue()) {
            throw McpRequest.invalidParams(
                    "params.requestState has expired; send the request again without it");
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> answers = (Map<String, Object>) state.get("answers");
        return answers;
    }

    private byte[] sign(String payload, JsonRpc.Request request, Optional<Principal> caller) {
        Map<String, Object> salient = new TreeMap<>(request.params());
        salient.keySet().removeAll(List.of("_meta", "inputResponses", "requestState"));
        String name = caller.map(Principal::getName).orElse("");
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String part :
                    List.of(payload, request.method(), Json.write(sorted(salient)), name)) {
                mac.update(part.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The order of members in a JSON object means nothing, so it must not matter to the signature.
     */
    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, member) -> sorted.put(String.valueOf(name), sorted(member)));
            return sorted;
        }
        return value instanceof List<?> list
                ? list.stream().map(RequestState::sorted).toList()
                : value;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
