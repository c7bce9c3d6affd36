package org.postizgateway.security.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;

/**
 * An HTTP answer, with its body read up to {@value #LONGEST_BODY} bytes.
 *
 * @param status HTTP status
 * @param headers response headers
 * @param body text of the body
 */
public record PostizAnswer(int status, HttpHeaders headers, String body) {

    private static final int LONGEST_BODY = 65_536;
    private static final ObjectMapper JSON = new ObjectMapper();

    static PostizAnswer of(ClientHttpResponse response) throws IOException {
        byte[] body = response.getBody().readNBytes(LONGEST_BODY);
        return new PostizAnswer(
                response.getStatusCode().value(),
                response.getHeaders(),
                new String(body, StandardCharsets.UTF_8));
    }

    /** The body as JSON; a missing node when it is something else. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Whether the status is 3xx. */
    public boolean isRedirect() {
        return status >= 300 && status < 400;
    }

    /** Whether the status is 500 or above. */
    public boolean isServerError() {
        return status >= 500;
    }
}
