package org.postizgateway.sandbox.faults;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.postizgateway.sandbox.web.Connections;
import org.postizgateway.sandbox.web.Incoming;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Lets requests meet the faults that wait for them. */
public final class FaultFilter extends OncePerRequestFilter {

    /** Nobody reads as much; a caller without a limit is not kept for ever. */
    private static final int LONGEST_HEAD = 10_000;

    private final Faults faults;
    private final HeldRequests held;
    private final Supplier<Connections> connections;

    public FaultFilter(Faults faults, HeldRequests held, Supplier<Connections> connections) {
        this.faults = faults;
        this.held = held;
        this.connections = connections;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Incoming.of(request) == null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Incoming incoming = Incoming.of(request);
        Optional<FaultRule> hit =
                faults.take(incoming.operation(), request.getRequestURI(), incoming.text());
        if (hit.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        FaultRule rule = hit.get();
        switch (rule.fault()) {
            case CUT -> cut(request, response, processed(request, response, chain));
            case HANG -> hang(rule, request, response, chain);
            case DIE -> {
                Incoming.endAfter(request, rule.posts());
                processed(request, response, chain);
                connections.get().reset(request);
            }
            case TRICKLE -> trickle(rule, processed(request, response, chain), response);
            default -> {
                if (rule.afterProcessing()) {
                    processed(request, response, chain);
                    response.reset();
                }
                strike(rule, request, response);
            }
        }
    }

    private void strike(FaultRule rule, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (rule.fault()) {
            case RESET -> connections.get().reset(request);
            case CLOSE -> connections.get().close(request);
            case TRICKLE_HEAD -> trickleHead(rule, request);
            case SILENCE -> request.startAsync().setTimeout(0);
            default -> FaultAnswers.write(rule, response);
        }
    }

    private void hang(
            FaultRule rule,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        Optional<ContentCachingResponseWrapper> done =
                rule.afterProcessing()
                        ? Optional.of(processed(request, response, chain))
                        : Optional.empty();
        if (!held.hold(rule.pause())) {
            connections.get().close(request);
        } else if (done.isPresent()) {
            done.get().copyBodyToResponse();
        } else {
            chain.doFilter(request, response);
        }
    }

    private void cut(
            HttpServletRequest request,
            HttpServletResponse response,
            ContentCachingResponseWrapper real)
            throws IOException {
        byte[] body = real.getContentAsByteArray();
        response.setContentLength(body.length);
        response.getOutputStream().write(body, 0, body.length / 2);
        response.flushBuffer();
        connections.get().close(request);
    }

    private void trickle(
            FaultRule rule, ContentCachingResponseWrapper real, HttpServletResponse response)
            throws IOException {
        byte[] body = real.getContentAsByteArray();
        response.setContentLength(body.length);
        OutputStream out = response.getOutputStream();
        for (byte next : body) {
            out.write(next);
            response.flushBuffer();
            pause(rule);
        }
    }

    private void trickleHead(FaultRule rule, HttpServletRequest request) throws IOException {
        connections.get().send(request, "HTTP/1.1 200 OK\r\nX-Slow: ");
        try {
            for (int sent = 0; sent < LONGEST_HEAD; sent++) {
                connections.get().send(request, "x");
                pause(rule);
            }
        } catch (IOException left) {
            logger.debug("The caller left", left);
        } finally {
            connections.get().close(request);
        }
    }

    private static void pause(FaultRule rule) throws IOException {
        try {
            Thread.sleep(rule.pause().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The sandbox is stopping", e);
        }
    }

    private static ContentCachingResponseWrapper processed(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Incoming.answerBlocking(request);
        ContentCachingResponseWrapper real = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, real);
        return real;
    }
}
