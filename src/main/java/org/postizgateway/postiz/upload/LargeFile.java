package org.postizgateway.postiz.upload;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.postizgateway.postiz.InvalidInputException;

/**
 * The tool {@code uploadFileTool}, where the file is too large for its arguments: it is announced
 * in a call and sent to an address afterwards, where it comes as a file on disk.
 */
public final class LargeFile {

    /** Exchange property: base URL at which the caller reaches the gateway. */
    public static final String GATEWAY_URL = "PostizGatewayUrl";

    private static final String PROPERTY = "PostizLargeFile";
    private static final int HEAD = 64;

    private final long mostBytes;
    private final Optional<String> gatewayUrl;
    private final Tickets tickets;

    private record Typed(FileType type, File file) {}

    /** Gives out tickets for announced files. */
    @FunctionalInterface
    public interface Tickets {

        /**
         * A ticket for whoever is calling.
         *
         * @param type media type
         * @param size in bytes
         */
        Ticket issue(Exchange caller, String type, long size);
    }

    /**
     * @param path below the gateway's URL, a secret
     * @param expiresAt from when on it is worth nothing
     */
    public record Ticket(String path, Instant expiresAt) {}

    /**
     * @param mostBytes of a file
     * @param gatewayUrl base URL without a trailing slash, for calls that tell none
     */
    public LargeFile(long mostBytes, Optional<String> gatewayUrl, Tickets tickets) {
        this.mostBytes = mostBytes;
        this.gatewayUrl = gatewayUrl;
        this.tickets = tickets;
    }

    /**
     * @param arguments {@code size} in bytes and {@code type}, a media type
     * @return {@code uploadUrl}, {@code method} and {@code expiresAt}, ISO 8601
     * @throws InvalidInputException when one of them is missing or no post can have such a file
     */
    public Map<String, Object> announce(Map<String, Object> arguments, Exchange exchange) {
        if (arguments.get("content") != null) {
            throw new InvalidInputException(
                    "Send either content or size, not both. Nothing was stored.");
        }
        FileType type = announcedType(Objects.toString(arguments.get("type"), ""));
        long size = ((Number) arguments.get("size")).longValue();
        if (size < 1 || size > mostBytes) {
            throw new InvalidInputException(
                    "size is %d; a file has from 1 to %d bytes here. Put a larger one at a public https address and call uploadFromUrlTool."
                            .formatted(size, mostBytes));
        }
        String base =
                Optional.ofNullable(exchange.getProperty(GATEWAY_URL, String.class))
                        .or(() -> gatewayUrl)
                        .orElseThrow(
                                () ->
                                        new InvalidInputException(
                                                "The gateway does not know its own address here, so"
                                                        + " it has none for uploads. Whoever runs"
                                                        + " it can set GATEWAY_PUBLIC_URL."));
        Ticket ticket = tickets.issue(exchange, type.contentType(), size);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("uploadUrl", base + ticket.path());
        answer.put("method", "PUT");
        answer.put("expiresAt", ticket.expiresAt().toString());
        return answer;
    }

    private static FileType announcedType(String said) {
        return FileType.called(said)
                .orElseThrow(
                        () ->
                                new InvalidInputException(
                                        "With size, say in type which file is to come: %s."
                                                .formatted(FileType.all())));
    }

    /**
     * Looks at the file in the body and keeps it for {@link #form}.
     *
     * @param ticketId tells the ticket it came with from all others
     * @param type media type that was announced
     * @return what the ledger is to know of it: {@code ticket}, {@code type} and {@code bytes}
     * @throws InvalidInputException when its bytes are of another type
     */
    public Map<String, Object> read(File file, String ticketId, String type, Exchange exchange) {
        Optional<FileType> found = FileType.of(head(file));
        if (found.filter(is -> is.contentType().equals(type)).isEmpty()) {
            throw new InvalidInputException(
                    "The file was announced as %s, but its bytes are %s. Check that it is the right one. Nothing was stored."
                            .formatted(
                                    type,
                                    found.map(FileType::contentType)
                                            .orElse("of no file that posts can have")));
        }
        exchange.setProperty(PROPERTY, new Typed(found.get(), file));
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("ticket", ticketId);
        request.put("type", type);
        request.put("bytes", file.length());
        return request;
    }

    private static byte[] head(File file) {
        try (InputStream bytes = Files.newInputStream(file.toPath())) {
            return bytes.readNBytes(HEAD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file as Postiz takes it: a form with one part {@code file}, read from disk. */
    public HttpEntity form(Exchange exchange) {
        Typed typed = exchange.getProperty(PROPERTY, Typed.class);
        return MultipartEntityBuilder.create()
                .addBinaryBody(
                        "file",
                        typed.file(),
                        ContentType.create(typed.type().contentType()),
                        "file." + typed.type().extension())
                .build();
    }
}
