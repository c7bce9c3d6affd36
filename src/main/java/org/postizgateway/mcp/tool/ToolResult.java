package org.postizgateway.mcp.tool;

import io.modelcontextprotocol.spec.McpError;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.MessageHelper;
import org.postizgateway.mcp.ClientCannotAnswerException;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.ToolFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what a route left on its exchange into a {@code CallToolResult}:
 *
 * <ul>
 *   <li>a Map or List, or JSON text when an output schema is declared, is structured content, with
 *       its text form beside it, or what {@link McpConstants#TEXT} says;
 *   <li>a Map whose only key is {@code content} is a list of content blocks and passes as it is;
 *   <li>bytes with an image or audio content type are one block of that type;
 *   <li>anything else is text;
 *   <li>the exchange property {@link McpConstants#ERROR} makes it a failure that says that
 *       sentence;
 *   <li>the failure of a tool that the route called is passed on;
 *   <li>an exception is a failure without its details, which are logged under a reference.
 * </ul>
 */
final class ToolResult {

    private static final Logger LOG = LoggerFactory.getLogger(ToolResult.class);

    private static final String STRUCTURED = "structuredContent";

    private ToolResult() {}

    static Map<String, Object> invalidArguments(String tool, List<String> violations) {
        return error(
                "The arguments do not fit "
                        + tool
                        + ". Correct these and call again:\n- "
                        + String.join("\n- ", violations));
    }

    /** What the route of a tool left as structured content; null where there is none. */
    static Object structuredContent(Map<String, Object> result) {
        Object content = result.get(STRUCTURED);
        return content instanceof WrittenObject written ? written.value() : content;
    }

    static Map<String, Object> of(Exchange exchange, Tool tool) {
        String failure = exchange.getProperty(McpConstants.ERROR, String.class);
        if (failure != null) {
            Integer code = exchange.getProperty(McpConstants.ERROR_CODE, Integer.class);
            if (code != null) {
                throw McpError.builder(code).message(failure).build();
            }
            Map<String, Object> result = error(failure);
            if (exchange.getMessage().getBody() instanceof Map<?, ?> structured) {
                result.put(STRUCTURED, structured);
            }
            return result;
        }
        Object unanswered = exchange.getProperty(McpConstants.UNANSWERED);
        if (unanswered instanceof McpError protocolError) {
            throw protocolError;
        }
        if (unanswered instanceof ClientCannotAnswerException reason) {
            return error(reason.getMessage());
        }
        if (exchange.getException() instanceof ToolFailedException inner) {
            Map<String, Object> result = error(inner.getMessage());
            inner.structuredContent().ifPresent(content -> result.put(STRUCTURED, content));
            return result;
        }
        if (exchange.getException() != null) {
            return failed(exchange, tool);
        }
        return checked(success(exchange, tool), tool);
    }

    private static Map<String, Object> failed(Exchange exchange, Tool tool) {
        if (exchange.getException() instanceof McpError protocolError) {
            throw protocolError;
        }
        String reference = UUID.randomUUID().toString();
        LOG.error(
                "Tool {} failed in route {}, reference {}",
                tool.id(),
                exchange.getFromRouteId(),
                reference,
                exchange.getException());
        return error(
                "The tool "
                        + tool.id()
                        + " failed inside the server. Whether it took effect is not known. The operator finds the"
                        + " cause under reference "
                        + reference
                        + ".");
    }

    private static Map<String, Object> success(Exchange exchange, Tool tool) {
        Message message = exchange.getMessage();
        Map<String, Object> result = success(message, tool);
        String words = exchange.getProperty(McpConstants.TEXT, String.class);
        if (words != null && result.containsKey(STRUCTURED)) {
            result.put("content", List.of(text(words)));
        }
        return exchange.getProperty(McpConstants.STALE) instanceof Map<?, ?> age
                ? notOfThisMoment(result, age)
                : result;
    }

    /** A model reads it in the text, a program in the structured result. */
    private static Map<String, Object> notOfThisMoment(Map<String, Object> result, Map<?, ?> age) {
        List<Object> blocks = new ArrayList<>((List<?>) result.get("content"));
        blocks.add(text(Json.write(Map.of("stale", age))));
        result.put("content", blocks);
        if (result.get(STRUCTURED) instanceof Map<?, ?> structured) {
            Map<Object, Object> marked = new LinkedHashMap<>(structured);
            marked.put("stale", age);
            result.put(STRUCTURED, marked);
        }
        return result;
    }

    private static Map<String, Object> success(Message message, Tool tool) {
        Object body = message.getBody();
        if (body instanceof Map<?, ?> map) {
            if (map.size() == 1 && map.get("content") instanceof List<?> blocks) {
                return content(blocks);
            }
            return structured(map);
        }
        if (body instanceof List<?> list) {
            return structured(list);
        }
        if (body instanceof byte[] bytes && mediaType(message) != null) {
            return content(List.of(media(mediaType(message), bytes)));
        }
        String text = body == null ? "" : message.getBody(String.class);
        if (tool.outputSchema().isPresent()) {
            try {
                return structured(Json.mapper().readValue(text, Object.class));
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                return content(List.of(text(text)));
            }
        }
        return content(List.of(text(text)));
    }

    private static Map<String, Object> checked(Map<String, Object> result, Tool tool) {
        if (tool.outputSchema().isEmpty()) {
            return result;
        }
        List<String> violations = tool.outputSchema().get().violations(result.get(STRUCTURED));
        if (violations.isEmpty()) {
            return result;
        }
        LOG.error(
                "The result of tool {} does not fit its output schema: {}", tool.id(), violations);
        return error(
                "The tool "
                        + tool.id()
                        + " ran, but its result does not have the declared form, so it is withheld. Do not repeat"
                        + " the call blindly. What is wrong:\n- "
                        + String.join("\n- ", violations));
    }

    private static Map<String, Object> structured(Object value) {
        if (value instanceof Map<?, ?> map) {
            WrittenObject written = new WrittenObject(map);
            return structured(written.json(), written);
        }
        return structured(Json.write(value), value);
    }

    private static Map<String, Object> structured(String json, Object value) {
        Map<String, Object> result = content(List.of(text(json)));
        result.put(STRUCTURED, value);
        return result;
    }

    private static Map<String, Object> content(List<?> blocks) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("content", blocks);
        result.put("isError", false);
        return result;
    }

    static Map<String, Object> error(String sentence) {
        Map<String, Object> result = content(List.of(text(sentence)));
        result.put("isError", true);
        return result;
    }

    private static Map<String, Object> text(String text) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", "text");
        block.put("text", text);
        return block;
    }

    private static Map<String, Object> media(String mimeType, byte[] bytes) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", mimeType.substring(0, mimeType.indexOf('/')));
        block.put("data", Base64.getEncoder().encodeToString(bytes));
        block.put("mimeType", mimeType);
        return block;
    }

    private static String mediaType(Message message) {
        String type = MessageHelper.getContentType(message);
        return type != null && (type.startsWith("image/") || type.startsWith("audio/"))
                ? type
                : null;
    }
}
