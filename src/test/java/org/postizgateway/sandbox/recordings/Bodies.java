package org.postizgateway.sandbox.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** Turns recorded request bodies back into bytes. */
final class Bodies {

    static final String BOUNDARY = "recorded-boundary";

    private static final Pattern SHORTENED =
            Pattern.compile("(.)\\1*\\.\\.\\.<(\\d+) chars in all>");

    private Bodies() {}

    static byte[] of(JsonNode body) {
        if (body.isMissingNode() || body.isNull()) {
            return new byte[0];
        }
        if (body.has("raw")) {
            return bytes(body.path("raw").asText());
        }
        return body.has("multipart") ? multipart(body.path("multipart")) : bytes(lengthened(body));
    }

    /** A file of the given size that begins like a PNG. */
    static byte[] png(int size) {
        byte[] file = new byte[size];
        byte[] magic = HexFormat.of().parseHex("89504e470d0a1a0a");
        System.arraycopy(magic, 0, file, 0, magic.length);
        return file;
    }

    private static String lengthened(JsonNode body) {
        if (body instanceof ObjectNode object) {
            lengthen(object);
        }
        return JavaScriptJson.stringify(body);
    }

    private static void lengthen(ObjectNode object) {
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            JsonNode value = object.get(name);
                            Matcher shortened = SHORTENED.matcher(value.asText());
                            if (value instanceof ObjectNode child) {
                                lengthen(child);
                            } else if (shortened.matches()) {
                                int length = Integer.parseInt(shortened.group(2));
                                object.put(name, shortened.group(1).repeat(length));
                            }
                        });
    }

    private static byte[] multipart(JsonNode part) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (part.path("field").isTextual()) {
            out.writeBytes(
                    bytes(
                            "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
                                    .formatted(
                                            BOUNDARY,
                                            part.path("field").asText(),
                                            part.path("filename").asText())));
            out.writeBytes(
                    bytes("Content-Type: " + part.path("contentType").asText() + "\r\n\r\n"));
            out.writeBytes(file(part));
            out.writeBytes(bytes("\r\n"));
        }
        out.writeBytes(bytes("--" + BOUNDARY + "--\r\n"));
        return out.toByteArray();
    }

    private static byte[] file(JsonNode part) {
        int size = part.path("bytes").asInt();
        boolean image = size == 70 || size > 1000;
        return image ? png(size) : bytes("<".repeat(size));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
