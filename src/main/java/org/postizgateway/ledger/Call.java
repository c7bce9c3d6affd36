package org.postizgateway.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * A side-effecting call as the ledger knows it.
 *
 * @param tenant keyed hash of the caller's credential
 * @param tool id of the tool's route
 * @param request the planned request, JSON with sorted keys
 * @param fingerprint SHA-256 over tenant, tool and request; equal calls have equal fingerprints
 */
public record Call(String tenant, String tool, String request, String fingerprint) {

    /**
     * @throws IllegalStateException without {@link CallProperties#TENANT}: a front door that lets
     *     calls through without saying whose they are is misconfigured
     */
    public static Call of(Exchange exchange, String tool) {
        String tenant = exchange.getProperty(CallProperties.TENANT, "", String.class);
        if (tenant.isBlank()) {
            throw new IllegalStateException(
                    "Exchange property "
                            + CallProperties.TENANT
                            + " is not set: the front door has to authenticate before route "
                            + tool);
        }
        Object body = JsonBody.of(exchange);
        String content = JsonBody.write(withoutInsisting(body));
        return new Call(
                tenant, tool, JsonBody.write(body), sha256(tenant + "\n" + tool + "\n" + content));
    }

    /** Whether the caller wants the call sent although an identical one was answered before. */
    public static boolean insists(Exchange exchange) {
        return exchange.getProperty(CallProperties.INSIST, false, Boolean.class);
    }

    private static Object withoutInsisting(Object body) {
        if (body instanceof Map<?, ?> map && map.containsKey(CallProperties.INSIST_ARGUMENT)) {
            Map<Object, Object> content = new LinkedHashMap<>(map);
            content.remove(CallProperties.INSIST_ARGUMENT);
            return content;
        }
        return body;
    }

    private static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
