package org.postizgateway.security.operator;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers a request that would change something and comes with the read-only token: 403. */
public final class OpsReadOnly implements AccessDeniedHandler {

    private static final String DETAIL =
            "This token is OPS_READ_TOKEN, which may only read. Send OPS_TOKEN to change something.";

    private final AccessDeniedHandler bearer = new BearerTokenAccessDeniedHandler();

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException, jakarta.servlet.ServletException {
        bearer.handle(request, response, reason);
        OpsRefusal.answer(response, HttpStatus.FORBIDDEN, DETAIL);
    }
}
