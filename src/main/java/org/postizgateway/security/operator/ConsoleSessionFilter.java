package org.postizgateway.security.operator;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the session of an operator who has left. A page that refreshes itself keeps no session
 * alive: only what a person does counts. After half a day everybody signs in again.
 */
public final class ConsoleSessionFilter extends OncePerRequestFilter {

    /** Below this path is what pages ask for by themselves. */
    public static final String LIVE = "/console/live/";

    private static final String ACTED = ConsoleSessionFilter.class.getName() + ".acted";
    private static final Duration LONGEST = Duration.ofHours(12);

    private final Duration idle;
    private final Clock clock;

    /**
     * @param idle how long a session lasts after the last thing that its owner did
     */
    public ConsoleSessionFilter(Duration idle, Clock clock) {
        this.idle = idle;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null) {
            long now = clock.millis();
            long acted =
                    session.getAttribute(ACTED) instanceof Long at ? at : session.getCreationTime();
            if (now - acted >= idle.toMillis()
                    || now - session.getCreationTime() >= LONGEST.toMillis()) {
                session.invalidate();
            } else if (!request.getRequestURI().startsWith(LIVE)) {
                session.setAttribute(ACTED, now);
            }
        }
        chain.doFilter(request, response);
    }
}
