package org.postizgateway.security.operator;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Leads whoever is not signed in to the page where one signs in. */
public final class SignInEntryPoint implements AuthenticationEntryPoint {

    /** Where one signs in to the console. */
    public static final String SIGN_IN = "/console/sign-in";

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException reason)
            throws IOException {
        if (request.getHeader("HX-Request") == null) {
            response.sendRedirect(SIGN_IN);
            return;
        }
        // A part of a page must not become the page to sign in; htmx leads the whole page there
        response.setHeader("HX-Redirect", SIGN_IN);
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    }
}
