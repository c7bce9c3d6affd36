package org.postizgateway.console.audit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.postizgateway.audit.AuditEvent;
import org.postizgateway.audit.AuditTrail;
import org.postizgateway.security.operator.OperatorMarkFilter;
import org.postizgateway.security.operator.SignInEntryPoint;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Writes into the audit trail what operators did, whatever they did it with: each of their requests
 * that is more than a question. Of strangers it writes down who had a wrong token, which is bounded
 * by how often one may guess, and nothing else.
 */
public final class AuditFilter extends OncePerRequestFilter {

    private static final Set<String> QUESTIONS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<Integer> NOT_DONE =
            Set.of(
                    HttpStatus.NOT_FOUND.value(),
                    HttpStatus.METHOD_NOT_ALLOWED.value(),
                    HttpStatus.TOO_MANY_REQUESTS.value());

    private final AuditTrail trail;

    public AuditFilter(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int status = HttpStatus.INTERNAL_SERVER_ERROR.value();
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            note(request, status);
        }
    }

    private void note(HttpServletRequest request, int status) {
        if (OperatorMarkFilter.isOperator(request)) {
            if (!QUESTIONS.contains(request.getMethod()) && !NOT_DONE.contains(status)) {
                trail.note(event(request, action(request), "operator", status));
            }
        } else if (status == HttpStatus.UNAUTHORIZED.value() && triedToken(request)) {
            trail.note(event(request, "wrong token", "nobody", status));
        }
    }

    private static boolean triedToken(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || SignInEntryPoint.signsIn(request);
    }

    /** As the handler declares its path; of what nobody takes nothing is written down. */
    private static String action(HttpServletRequest request) {
        return request.getMethod() + " " + path(request);
    }

    private static Object path(HttpServletRequest request) {
        if (SignInEntryPoint.signsIn(request)) {
            return SignInEntryPoint.SIGN_IN;
        }
        if (SignInEntryPoint.signsOut(request)) {
            return SignInEntryPoint.SIGN_OUT;
        }
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "-" : pattern;
    }

    private static AuditEvent event(
            HttpServletRequest request, String action, String actor, int status) {
        return new AuditEvent(
                action,
                actor,
                request.getRemoteAddr(),
                "",
                subject(request),
                Map.of("status", status));
    }

    private static String subject(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                        instanceof Map<?, ?> variables
                ? String.join(" ", variables.values().stream().map(String::valueOf).toList())
                : "";
    }
}
