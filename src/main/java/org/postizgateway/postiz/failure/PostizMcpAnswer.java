package org.postizgateway.postiz.failure;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postizgateway.postiz.failure.PostizMcpException.Form;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.json.NotJsonException;

/**
 * Reads the answer to a {@code tools/call} that went to Postiz's own MCP server, as JSON or framed
 * as server-sent events, and finds an error in whichever of its places it is (contract, section
 * 2.3).
 */
public final class PostizMcpAnswer {

    /**
     * Codes of JSON-RPC for what is no call: no JSON, no request, no such method, wrong parameters.
     */
    private static final Set<String> REFUSED = Set.of("-32700", "-32600", "-32601", "-32602");

    private static final Pattern REFUSED_ARGUMENTS =
            Pattern.compile("(?is)\\R- .*\\R\\s*provided arguments:");
    private static final Pattern UNKNOWN_TOOL =
            Pattern.compile("(?i)^\\W*(unknown tool|tool \\S+ not found)");
    private static final Pattern DATA =
            Pattern.compile(
                    "(?i)\\R\\s*(provided arguments|returned output)\\s*:|(?s)[\\[{]\\s*\\R?\\s*\"");

    /**
     * @param body of the HTTP answer
     * @return what the tool returned
     * @throws PostizMcpException when it returned an error
     * @throws NotJsonException when the answer cannot be read
     */
    public Map<String, Object> structured(Object body) {
        Map<String, Object> structured = unchecked(body);
        domainError(structured)
                .ifPresent(
                        error -> {
                            throw new PostizMcpException(error, Form.REPORTED, 0);
                        });
        return structured;
    }

    /**
     * What the tool returned, errors of its own among it.
     *
     * @param body of the HTTP answer
     * @throws PostizMcpException when the tool did not return
     * @throws NotJsonException when the answer cannot be read
     */
    public Map<String, Object> unchecked(Object body) {
        Map<String, Object> answer = message(body);
        if (answer.get("error") instanceof Map<?, ?> error) {
            Form form = REFUSED.contains(text(error.get("code"))) ? Form.NOT_CALLED : Form.THROWN;
            throw new PostizMcpException(text(error.get("message")), form, 0);
        }
        Map<String, Object> result = JsonBody.readObject(answer.get("result"));
        if (Boolean.TRUE.equals(result.get("isError"))) {
            throw thrown(content(result));
        }
        return JsonBody.readObject(
                result.get("structuredContent") instanceof Map<?, ?> map ? map : content(result));
    }

    private static Map<String, Object> message(Object body) {
        if (body instanceof Map<?, ?>) {
            return JsonBody.readObject(body);
        }
        String text = JsonBody.text(body).strip();
        return text.startsWith("{") ? JsonBody.readObject(text) : event(text);
    }

    /** The event that answers the call; progress and other notifications may precede it. */
    private static Map<String, Object> event(String stream) {
        for (String event : stream.split("\\R\\R")) {
            String data =
                    event.lines()
                            .filter(line -> line.startsWith("data:"))
                            .map(line -> line.substring("data:".length()).strip())
                            .collect(Collectors.joining("\n"));
            if (!data.isEmpty()) {
                Map<String, Object> message = JsonBody.readObject(data);
                if (message.containsKey("result") || message.containsKey("error")) {
                    return message;
                }
            }
        }
        return JsonBody.readObject(stream);
    }

    /**
     * A thrown error is a JSON object inside the text, or text of its own. What was refused before
     * the tool was called is told by its shape, as the words differ between versions: the list of
     * what does not fit, in front of the arguments; or the name of the tool alone.
     */
    private static PostizMcpException thrown(String text) {
        try {
            Map<String, Object> error = JsonBody.readObject(text);
            int status =
                    error.get("cause") instanceof Map<?, ?> cause
                                    && cause.get("status") instanceof Integer number
                            ? number
                            : 0;
            return new PostizMcpException(text(error.get("message")), Form.THROWN, status);
        } catch (NotJsonException e) {
            boolean notCalled =
                    REFUSED_ARGUMENTS.matcher(text).find() || UNKNOWN_TOOL.matcher(text).find();
            return new PostizMcpException(
                    withoutData(text), notCalled ? Form.NOT_CALLED : Form.THROWN, 0);
        }
    }

    /**
     * Failed validations repeat what the caller sent, or what the tool returned: behind a heading
     * and a colon, or as the first JSON that stands in the text.
     */
    private static String withoutData(String text) {
        return DATA.split(text, 2)[0].strip();
    }

    private static Optional<String> domainError(Map<String, Object> structured) {
        Object nested =
                structured.get("output") instanceof Map<?, ?> map ? map.get("errors") : null;
        Object error = nested == null ? structured.get("error") : nested;
        return error instanceof String text && !text.isBlank()
                ? Optional.of(text)
                : Optional.empty();
    }

    private static String content(Map<String, Object> result) {
        if (result.get("content") instanceof List<?> list) {
            return list.stream()
                    .map(part -> part instanceof Map<?, ?> map ? text(map.get("text")) : "")
                    .collect(Collectors.joining());
        }
        return "";
    }

    private static String text(Object value) {
        return Objects.toString(value, "");
    }
}
