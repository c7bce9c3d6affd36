package org.postizgateway.security.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * An answer that a security step gives itself and that ends the route. No message header survives
 * it, so that nothing a caller sent is sent back.
 *
 * @param status HTTP status
 * @param headers response headers
 * @param body JSON body; a missing node for none
 */
public record DoorAnswer(HttpStatus status, Map<String, String> headers, JsonNode body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int INVALID_REQUEST = -32600;
    private static final int INTERNAL_ERROR = -32603;

    /**
     * A refusal: a JSON-RPC error without an id, because the body was not read. Its code is one of
     * JSON-RPC's own: those from -32000 to -32019 are not for new servers (MCP 2026-07-28, basic:
     * error codes).
     */
    public static DoorAnswer refusal(HttpStatus status, String message) {
        ObjectNode body = JSON.createObjectNode().put("jsonrpc", "2.0");
        body.putObject("error")
                .put("code", status.is5xxServerError() ? INTERNAL_ERROR : INVALID_REQUEST)
                .put("message", message);
        return new DoorAnswer(status, Map.of(), body);
    }

    /** A document, with status 200. */
    public static DoorAnswer document(Map<String, Object> content) {
        return new DoorAnswer(HttpStatus.OK, Map.of(), JSON.valueToTree(content));
    }

    /** What is answered in place of a document: an error as OAuth writes it (RFC 6749, 5.2). */
    public static DoorAnswer oauthError(HttpStatus status, String error, String description) {
        return new DoorAnswer(
                status,
                Map.of(),
                JSON.createObjectNode().put("error", error).put("error_description", description));
    }

    /** No body, with status 204. */
    public static DoorAnswer noContent() {
        return new DoorAnswer(HttpStatus.NO_CONTENT, Map.of(), MissingNode.getInstance());
    }

    /** The same answer with one more response header. */
    public DoorAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new DoorAnswer(status, more, body);
    }

    /** Makes this the answer of the exchange and stops the route. */
    public void endRoute(Exchange exchange) {
        // Not as message headers: platform-http sends none that steer caches.
        headers.forEach((name, value) -> DoorRequest.of(exchange).putResponseHeader(name, value));
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status.value());
        if (body.isMissingNode()) {
            message.setBody(null);
        } else {
            message.setHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
            // platform-http sends a Content-Length for bytes and chunks for text.
            message.setBody(ByteBuffer.wrap(json()));
        }
        exchange.setRouteStop(true);
    }

    private byte[] json() {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree can always be written", e);
        }
    }
}
