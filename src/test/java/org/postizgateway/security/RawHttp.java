package org.postizgateway.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends HTTP requests as text, so that a test decides about every header, Host included. */
final class RawHttp {

    /** An answer; header names in lower case. */
    record Answer(int status, Map<String, List<String>> headers, String body) {

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
                    .map(values -> String.join(", ", values));
        }
    }

    private final String address;
    private final int port;

    RawHttp(int port) {
        this("127.0.0.1", port);
    }

    RawHttp(String address, int port) {
        this.address = address;
        this.port = port;
    }

    /** A request with a right Host; {@code headers} are whole lines. */
    Answer send(String method, String path, String... headers) {
        return sendTo("localhost:" + port, method, path, headers);
    }

    /** A request with a chosen Host. */
    Answer sendTo(String host, String method, String path, String... headers) {
        String body =
                method.equals("POST") ? "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}" : "";
        String request =
                Stream.concat(
                                Stream.of(
                                        method + " " + path + " HTTP/1.1",
                                        "Host: " + host,
                                        "Connection: close",
                                        "Content-Type: application/json",
                                        "Content-Length: " + body.length()),
                                Stream.of(headers))
                        .collect(Collectors.joining("\r\n", "", "\r\n\r\n" + body));
        try (Socket socket = new Socket(address, port)) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return parse(
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        List<String> head = text.substring(0, end).lines().toList();
        Map<String, List<String>> headers =
                head.stream()
                        .skip(1)
                        .map(line -> line.split(": ?", 2))
                        .collect(
                                Collectors.groupingBy(
                                        pair -> pair[0].toLowerCase(Locale.ROOT),
                                        Collectors.mapping(pair -> pair[1], Collectors.toList())));
        return new Answer(
                Integer.parseInt(head.get(0).split(" ")[1]), headers, text.substring(end + 4));
    }
}
