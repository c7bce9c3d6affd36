package org.postizgateway.postiz.upload;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.postizgateway.plain.Digests;
import org.postizgateway.postiz.InvalidInputException;

/**
 * The tool {@code uploadFileTool}: a file that comes in its arguments, as base64. The ledger tells
 * files by their digest; the bytes themselves stay with the call.
 */
public final class InlineFile {

    private static final String PROPERTY = "PostizInlineFile";
    private static final int MOST_BYTES = 1024 * 1024;
    private static final Pattern DATA_URL =
            Pattern.compile("data:([^;,]*+)([^,]*+),(.*)", Pattern.DOTALL);

    private record File(FileType type, byte[] bytes) {}

    /**
     * Keeps the file for {@link #form}.
     *
     * @param arguments {@code content}, base64 with or without padding, or a {@code data:} URL; and
     *     maybe {@code type}, which it is said to be
     * @return what tells it from other files: {@code sha256}, {@code bytes} and {@code type}
     * @throws InvalidInputException when it is empty, too large, no base64, or of another type than
     *     was said or than posts can have
     */
    public Map<String, Object> read(Map<String, Object> arguments, Exchange exchange) {
        String content = Objects.toString(arguments.get("content"), "").strip();
        Optional<String> said = Optional.ofNullable(arguments.get("type")).map(Object::toString);
        Matcher url = DATA_URL.matcher(content);
        if (url.matches() && url.group(2).endsWith(";base64")) {
            content = url.group(3);
            said = said.or(() -> Optional.of(url.group(1)).filter(type -> !type.isBlank()));
        }
        byte[] bytes = small(decoded(content));
        FileType type = type(bytes, said);
        exchange.setProperty(PROPERTY, new File(type, bytes));
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("sha256", Digests.sha256(bytes));
        file.put("bytes", bytes.length);
        file.put("type", type.contentType());
        return file;
    }

    /**
     * The file as Postiz takes it: a form with one part {@code file}, of which each reading is the
     * same.
     */
    public HttpEntity form(Exchange exchange) {
        return form(exchange.getProperty(PROPERTY, File.class));
    }

    /**
     * A file that a route has from elsewhere, of whatever size, as {@link #form(Exchange)}.
     *
     * @param content base64
     * @throws InvalidInputException when it is empty, no base64, or of a type that posts cannot
     *     have
     */
    public HttpEntity formOf(String content) {
        byte[] bytes = decoded(content);
        return form(new File(type(bytes, Optional.empty()), bytes));
    }

    private static HttpEntity form(File file) {
        return MultipartEntityBuilder.create()
                .addBinaryBody(
                        "file",
                        file.bytes(),
                        ContentType.create(file.type().contentType()),
                        "file." + file.type().extension())
                .build();
    }

    private static byte[] decoded(String content) {
        String text = content.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "content is not base64, or was cut. Send the bytes of the file as base64, nothing"
                            + " else. Nothing was stored.");
        }
        if (bytes.length == 0) {
            throw new InvalidInputException(
                    "content is empty or missing. Send it, or size and type of a file that is to"
                            + " be sent to an address. Nothing was stored.");
        }
        return bytes;
    }

    private static byte[] small(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new InvalidInputException(
                    "The file has %d bytes; at most %d can be sent in a call. For a larger"
                                    .formatted(bytes.length, MOST_BYTES)
                            + " one say size and type in place of content, or put it at a public"
                            + " https address and call uploadFromUrlTool. Nothing was stored.");
        }
        return bytes;
    }

    private static FileType type(byte[] bytes, Optional<String> said) {
        FileType type =
                FileType.of(bytes)
                        .orElseThrow(
                                () ->
                                        new InvalidInputException(
                                                "The bytes are of no file that posts can have: "
                                                        + FileType.all()
                                                        + ". Nothing was stored."));
        if (said.filter(other -> !other.equalsIgnoreCase(type.contentType())).isPresent()) {
            throw new InvalidInputException(
                    "The file is said to be %s, but its bytes are %s. Check that it is the right one. Nothing was stored."
                            .formatted(said.get(), type.contentType()));
        }
        return type;
    }
}
