package org.postizgateway.sandbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Parses JSON and form bodies as Postiz does: before it looks at the path or the credential, up to
 * {@value #LIMIT_BYTES} bytes, and ignoring other content types. MCP bodies are not its business.
 */
public final class BodyParserFilter extends OncePerRequestFilter {

    private static final int LIMIT_BYTES = 100 * 1024;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Incoming.isMcp(request.getRequestURI()) || request.getContentType() == null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Incoming incoming = Incoming.of(request);
        String type = request.getContentType();
        boolean json = type.startsWith("application/json");
        boolean form = type.startsWith("application/x-www-form-urlencoded");
        if (incoming == null || (!json && !form)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            Incoming.attachJson(request, json ? parsed(incoming) : fields(incoming));
        } catch (ApiFailure refused) {
            response.setStatus(refused.status());
            response.setContentType("application/json; charset=utf-8");
            response.getWriter().write(JavaScriptJson.stringify(refused.body()));
            return;
        }
        chain.doFilter(request, response);
    }

    private static JsonNode parsed(Incoming incoming) {
        if (incoming.body().length > LIMIT_BYTES) {
            throw ApiFailure.plain(413, "request entity too large");
        }
        if (incoming.body().length == 0) {
            return JavaScriptJson.object();
        }
        try {
            JsonNode body = JavaScriptJson.parse(incoming.text());
            if (!body.isContainerNode()) {
                String text = incoming.text();
                throw ApiFailure.nest(
                        400,
                        "Unexpected token '"
                                + text.charAt(0)
                                + "', \""
                                + text
                                + "\" is not valid JSON");
            }
            return body;
        } catch (JavaScriptJson.JavaScriptSyntaxError e) {
            throw ApiFailure.nest(400, e.getMessage());
        }
    }

    private static JsonNode fields(Incoming incoming) {
        ObjectNode fields = JavaScriptJson.object();
        for (String pair : incoming.text().split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                fields.put(decode(parts[0]), decode(parts[1]));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
