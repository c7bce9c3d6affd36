package org.postizgateway.sandbox.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.postizgateway.sandbox.state.Conditions;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The proxy of the official container, where the sandbox runs as one: it hands what is below {@code
 * /api} to the backend, without that prefix, and everything else to the web interface, which knows
 * no discovery documents and sends people to its sign-in page.
 */
public final class ContainerFilter extends OncePerRequestFilter {

    /** Where the backend of a container is. */
    public static final String BACKEND = "/api";

    private static final List<String> WEB_INTERFACE =
            List.of("/auth", "/oauth/authorize", "/oauth/consent", "/uploads/", "/examples/");
    private static final String CONTROL = "/sandbox/";

    private final Conditions conditions;

    public ContainerFilter(Conditions conditions) {
        this.conditions = conditions;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !conditions.isInContainer() || request.getRequestURI().startsWith(CONTROL);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        if (path.startsWith(BACKEND + "/")) {
            chain.doFilter(new Stripped(request), response);
        } else if (WEB_INTERFACE.stream().anyMatch(path::startsWith)) {
            chain.doFilter(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
            response.setHeader("Location", "/auth");
        }
    }

    private static final class Stripped extends HttpServletRequestWrapper {

        Stripped(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRequestURI() {
            return super.getRequestURI().substring(BACKEND.length());
        }

        @Override
        public String getServletPath() {
            return super.getServletPath().substring(BACKEND.length());
        }
    }
}
