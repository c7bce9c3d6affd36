package org.postizgateway.security.operator;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Leads whoever is not signed in to the page where one signs in. */
public final class SignInEntryPoint implements AuthenticationEntryPoint {

    /** Where one signs in to the console. */
    public static final String SIGN_IN = "/console/sign-in";

    /** Where one signs out of it. */
    public static final String SIGN_OUT = "/console/sign-out";

    private static final RequestMatcher SIGNS_IN = posted(SIGN_IN);
    private static final RequestMatcher SIGNS_OUT = posted(SIGN_OUT);

    private static RequestMatcher posted(String path) {
        return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, path);
    }

    /** Whether a token was typed in; the path may be written with escapes, as for the sign-in. */
    public static boolean signsIn(HttpServletRequest request) {
        return SIGNS_IN.matches(request);
    }

    /** The same of signing out. */
    public static boolean signsOut(HttpServletRequest request) {
        return SIGNS_OUT.matches(request);
    }

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
