package org.postizgateway.security.operator;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Answers a request without the operators' token: 401, and what to send (RFC 9457). */
public final class OpsTokenEntryPoint implements AuthenticationEntryPoint {

    private static final String DETAIL =
            "Send the operators' token in the header Authorization: Bearer <token>. It is the"
                    + " setting OPS_TOKEN; when that is not set, the gateway prints one at its"
                    + " start.";

    private final AuthenticationEntryPoint bearer = new BearerTokenAuthenticationEntryPoint();

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException reason)
            throws IOException, ServletException {
        bearer.commence(request, response, reason);
        OpsRefusal.answer(response, HttpStatus.UNAUTHORIZED, DETAIL);
    }
}
