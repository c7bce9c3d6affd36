package org.postizgateway.security.operator;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Marks the requests of operators for filters that stand outside of the security chain. Whoever
 * signs in is one afterwards, whoever signs out was one before.
 */
public final class OperatorMarkFilter extends OncePerRequestFilter {

    private static final String OPERATOR = OperatorMarkFilter.class.getName() + ".operator";

    /** Whether a request came from an operator, as far as it has been looked at. */
    public static boolean isOperator(HttpServletRequest request) {
        return request.getAttribute(OPERATOR) != null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        mark(request);
        try {
            chain.doFilter(request, response);
        } finally {
            mark(request);
        }
    }

    private static void mark(HttpServletRequest request) {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller != null
                && caller.isAuthenticated()
                && !(caller instanceof AnonymousAuthenticationToken)) {
            request.setAttribute(OPERATOR, true);
        }
    }
}
