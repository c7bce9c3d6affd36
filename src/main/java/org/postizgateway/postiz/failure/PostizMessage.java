package org.postizgateway.postiz.failure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.json.NotJsonException;

/**
 * The human part of Postiz's error bodies (contract, section 3.2), fit to be passed on: one line,
 * of limited length, without the text of database errors.
 */
final class PostizMessage {

    private static final int MAX_LENGTH = 500;

    private PostizMessage() {}

    /** The message of forms A to E, after the channel's name where there is one; else empty. */
    static String of(String body) {
        try {
            Map<String, Object> error = JsonBody.readObject(body);
            Object message =
                    error.getOrDefault("message", error.getOrDefault("msg", error.get("error")));
            String channel = error.containsKey("provider") ? error.get("name") + ": " : "";
            String text = message instanceof List<?> list ? join(list) : text(message);
            return text.isBlank() ? "" : clean(channel + text);
        } catch (NotJsonException e) {
            return "";
        }
    }

    /** A message that can be passed on; empty when there is none that should be. */
    static String clean(String message) {
        if (message.toLowerCase(Locale.ROOT).contains("prisma")) {
            return "";
        }
        String line = message.replaceAll("\\s+", " ").strip();
        return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "…" : line;
    }

    private static String join(List<?> messages) {
        return messages.stream().map(PostizMessage::text).collect(Collectors.joining("; "));
    }

    private static String text(Object value) {
        return Objects.toString(value, "");
    }
}
