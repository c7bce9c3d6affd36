package org.postizgateway.sandbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * What the filters learned about a request, for the handlers behind them.
 *
 * @param body the whole body; empty for multipart, which is read where it is needed
 */
public record Incoming(Operation operation, byte[] body) {

    private static final String ATTRIBUTE = Incoming.class.getName();
    private static final String MCP_PATH = "/mcp";
    private static final String JSON_ATTRIBUTE = ATTRIBUTE + ".json";
    private static final String END_ATTRIBUTE = ATTRIBUTE + ".end";
    private static final String BLOCKING_ATTRIBUTE = ATTRIBUTE + ".blocking";

    public static Incoming of(HttpServletRequest request) {
        return (Incoming) request.getAttribute(ATTRIBUTE);
    }

    /** Whether a path leads to the MCP server; paths do not care about case. */
    static boolean isMcp(String path) {
        return path.regionMatches(true, 0, MCP_PATH, 0, MCP_PATH.length());
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static void attachJson(HttpServletRequest request, JsonNode json) {
        request.setAttribute(JSON_ATTRIBUTE, json);
    }

    /** Lets the process end when it has stored so many posts of this request. */
    public static void endAfter(HttpServletRequest request, int posts) {
        request.setAttribute(END_ATTRIBUTE, posts);
    }

    /** How many posts of this request are stored before the process ends. */
    public static int postsUntilEnd(HttpServletRequest request) {
        Integer posts = (Integer) request.getAttribute(END_ATTRIBUTE);
        return posts == null ? Integer.MAX_VALUE : posts;
    }

    /** Makes handlers answer before they return, so that a filter sees the whole response. */
    public static void answerBlocking(HttpServletRequest request) {
        request.setAttribute(BLOCKING_ATTRIBUTE, true);
    }

    public static boolean isBlocking(HttpServletRequest request) {
        return request.getAttribute(BLOCKING_ATTRIBUTE) != null;
    }

    /** The parsed body; missing when none was sent or its type was not JSON nor a form. */
    public static JsonNode json(ServerRequest request) {
        return Optional.ofNullable((JsonNode) request.servletRequest().getAttribute(JSON_ATTRIBUTE))
                .orElse(MissingNode.getInstance());
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
