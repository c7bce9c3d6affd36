package org.postizgateway.mcp.wire;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.postizgateway.mcp.Json;

/**
 * The answer to one HTTP request.
 *
 * @param headers by name, whatever the case; of several with one name the last
 */
public record HttpReply(int status, Map<String, String> headers, String body) {

    static HttpReply of(ClassicHttpResponse head, String body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : head.getHeaders()) {
            headers.put(header.getName(), header.getValue());
        }
        return new HttpReply(head.getCode(), headers, body);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body as JSON. */
    public Map<String, Object> json() {
        return Json.object(body);
    }

    /** The code of the JSON-RPC error in the body. */
    public int errorCode() {
        return (int) error().get("code");
    }

    /** The sentence of the JSON-RPC error in the body. */
    public String errorMessage() {
        return (String) error().get("message");
    }

    private Map<?, ?> error() {
        if (json().get("error") instanceof Map<?, ?> error) {
            return error;
        }
        throw new AssertionError("No JSON-RPC error in: " + this);
    }
}
