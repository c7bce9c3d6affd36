package org.postizgateway.security.operator;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** How the operators' port refuses a request: with a problem document (RFC 9457). */
final class OpsRefusal {

    private OpsRefusal() {}

    /**
     * @param detail what to do, a sentence without quotation marks
     */
    static void answer(HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getWriter()
                .write(
                        "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                                .formatted(status.getReasonPhrase(), status.value(), detail));
    }
}
