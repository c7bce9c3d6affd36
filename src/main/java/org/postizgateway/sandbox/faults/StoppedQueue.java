package org.postizgateway.sandbox.faults;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.web.Connections;
import org.postizgateway.sandbox.web.Incoming;
import org.postizgateway.sandbox.web.Operation;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds creates while Postiz's queue is down. They are carried out when it is back, long after
 * their callers may have left (contract, section 10, "lost client, living create").
 */
public final class StoppedQueue extends OncePerRequestFilter {

    private static final Set<Operation> QUEUED =
            Set.of(Operation.CREATE_POST, Operation.MCP_SCHEDULE_POST);

    private final Conditions conditions;
    private final HeldRequests held;
    private final Supplier<Connections> connections;

    public StoppedQueue(
            Conditions conditions, HeldRequests held, Supplier<Connections> connections) {
        this.conditions = conditions;
        this.held = held;
        this.connections = connections;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        Incoming incoming = Incoming.of(request);
        return incoming == null || !QUEUED.contains(incoming.operation());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (held.holdWhile(conditions::isQueueDown)) {
            chain.doFilter(request, response);
        } else {
            connections.get().close(request);
        }
    }
}
