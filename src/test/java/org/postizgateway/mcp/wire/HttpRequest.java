package org.postizgateway.mcp.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An HTTP request whose every byte a test decides about.
 *
 * @param headers whole lines; the length of the body is added unless they say how it is framed
 */
public record HttpRequest(String method, String path, List<String> headers, byte[] body) {

    /** A request that an MCP client might send, with a body. */
    public static HttpRequest post(String body) {
        return post(body.getBytes(StandardCharsets.UTF_8));
    }

    /** A request that an MCP client might send, with a body. */
    public static HttpRequest post(byte[] body) {
        return new HttpRequest("POST", "/mcp", List.of("Host: localhost"), body)
                .with("Content-Type", "application/json")
                .with("Accept", "application/json, text/event-stream");
    }

    /** A request without a body. */
    public static HttpRequest of(String method) {
        return new HttpRequest(method, "/mcp", List.of("Host: localhost"), new byte[0])
                .with("Accept", "text/event-stream");
    }

    public HttpRequest to(String otherPath) {
        return new HttpRequest(method, otherPath, headers, body);
    }

    /** The request with a header that replaces any of that name. */
    public HttpRequest with(String name, String value) {
        return without(name).adding(name, value);
    }

    /** The request with one more header, which may be there already. */
    public HttpRequest adding(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name + ": " + value);
        return new HttpRequest(method, path, List.copyOf(more), body);
    }

    public HttpRequest without(String name) {
        return new HttpRequest(
                method, path, headers.stream().filter(line -> !isNamed(line, name)).toList(), body);
    }

    /** The request as it goes over the wire, for a person. */
    public String text() {
        return new String(bytes(), StandardCharsets.ISO_8859_1);
    }

    byte[] bytes() {
        List<String> lines = new ArrayList<>(headers);
        boolean framed =
                lines.stream()
                        .anyMatch(
                                line ->
                                        isNamed(line, "Content-Length")
                                                || isNamed(line, "Transfer-Encoding"));
        if (!framed) {
            lines.add("Content-Length: " + body.length);
        }
        byte[] head =
                lines.stream()
                        .collect(
                                Collectors.joining(
                                        "\r\n", method + " " + path + " HTTP/1.1\r\n", "\r\n\r\n"))
                        .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private static boolean isNamed(String line, String name) {
        return line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
    }
}
