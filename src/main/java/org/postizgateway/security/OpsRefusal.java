package org.postizgateway.security;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;

/** How the operators' port refuses a request: with an error and a sentence as JSON. */
final class OpsRefusal {

    private OpsRefusal() {}

    /**
     * @param error as OAuth writes it (RFC 6749, 5.2)
     * @param description a sentence without quotation marks
     */
    static void answer(HttpServletResponse response, int status, String error, String description)
            throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter()
                .write(
                        "{\"error\":\"%s\",\"error_description\":\"%s\"}"
                                .formatted(error, description));
    }
}
