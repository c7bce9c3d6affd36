package org.postizgateway.sandbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.postizgateway.sandbox.web.ReceivedRequest.Credential;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads every request, says which operation it is and writes it into the log. */
public final class IncomingFilter extends OncePerRequestFilter {

    private static final int LOGGED_BODY_BYTES = 100 * 1024;
    private static final String KEY_PATH = "/mcp/";

    private final RequestLog log;
    private final Clock clock;

    public IncomingFilter(RequestLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/sandbox/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = isMultipart(request) ? new byte[0] : request.getInputStream().readAllBytes();
        Incoming incoming = new Incoming(operation(request, body), body);
        incoming.attachTo(request);
        log.add(
                new ReceivedRequest(
                        clock.instant(),
                        incoming.operation(),
                        request.getMethod(),
                        pathWithoutKey(request),
                        credential(request),
                        isLogged(request, body) ? incoming.text() : ""));
        chain.doFilter(request, response);
    }

    private static Operation operation(HttpServletRequest request, byte[] body) {
        String path = request.getRequestURI();
        if (!Incoming.isMcp(path)) {
            return Operation.ofRequest(request.getMethod(), path);
        }
        try {
            JsonNode message = JavaScriptJson.parse(new String(body, StandardCharsets.UTF_8));
            String method = message.path("method").asText();
            return Operation.ofMcp(
                    method.equals("tools/call")
                            ? message.path("params").path("name").asText()
                            : method);
        } catch (JavaScriptJson.JavaScriptSyntaxError e) {
            return Operation.OTHER;
        }
    }

    /** Bodies of OAuth requests are made of credentials. */
    private static boolean isLogged(HttpServletRequest request, byte[] body) {
        return body.length <= LOGGED_BODY_BYTES && !request.getRequestURI().startsWith("/oauth/");
    }

    private static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith("multipart/");
    }

    private static String pathWithoutKey(HttpServletRequest request) {
        String path = request.getRequestURI();
        return hasKey(path) ? KEY_PATH + "{key}" : path;
    }

    private static Credential credential(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null) {
            return header.regionMatches(true, 0, "Bearer ", 0, 7)
                    ? Credential.BEARER_HEADER
                    : Credential.RAW_HEADER;
        }
        return hasKey(request.getRequestURI()) ? Credential.PATH : Credential.NONE;
    }

    private static boolean hasKey(String path) {
        return path.regionMatches(true, 0, KEY_PATH, 0, KEY_PATH.length());
    }
}
