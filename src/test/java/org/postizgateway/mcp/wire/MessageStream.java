package org.postizgateway.mcp.wire;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.postizgateway.mcp.Json;

/**
 * The JSON-RPC messages that answer one HTTP request, as they come: one in a JSON body, or any
 * number in an event stream.
 */
public final class MessageStream implements Closeable {

    private final HttpConnection connection;
    private final HttpReply head;
    private final BufferedReader body;
    private final List<Map<String, Object>> received = new ArrayList<>();

    /** Waits for the head of the answer to the last request of a connection. */
    public MessageStream(HttpConnection connection) throws IOException {
        this.connection = connection;
        ClassicHttpResponse response = connection.head();
        this.head = HttpReply.of(response, "");
        this.body =
                new BufferedReader(
                        new InputStreamReader(
                                HttpConnection.body(response), StandardCharsets.UTF_8));
    }

    /** Sends a request on a connection of its own and waits for the head of the answer. */
    public static MessageStream of(int port, HttpRequest request) throws IOException {
        return new MessageStream(new HttpConnection(port).send(request));
    }

    /** Status and headers. */
    public HttpReply head() {
        return head;
    }

    public boolean isEventStream() {
        return head.header("Content-Type").filter("text/event-stream"::equals).isPresent();
    }

    /**
     * Waits for the next message.
     *
     * @throws EOFException when the answer ended instead
     */
    public Map<String, Object> next() throws IOException {
        Map<String, Object> message = Json.object(isEventStream() ? line("data: ") : message());
        received.add(message);
        return message;
    }

    /** Waits for the next comment, as it keeps a quiet stream alive. */
    public String comment() throws IOException {
        return line(":").strip();
    }

    /** Waits for the whole body, which is no event stream. */
    public String document() {
        return body.lines().reduce("", String::concat);
    }

    /** Waits for the next line of an event stream and says whether it is a comment. */
    public boolean isQuiet() throws IOException {
        body.mark(1);
        int first = body.read();
        body.reset();
        return first == ':';
    }

    private String message() throws IOException {
        String text = document();
        if (text.isEmpty()) {
            throw new EOFException("The answer ended");
        }
        return text;
    }

    private String line(String prefix) throws IOException {
        for (String line = body.readLine(); line != null; line = body.readLine()) {
            if (line.startsWith(prefix)) {
                return line.substring(prefix.length());
            }
        }
        throw new EOFException("The answer ended");
    }

    /** Waits for the response and returns its result. */
    public Map<String, Object> result() throws IOException {
        return member("result");
    }

    /** Waits for the response and returns its error. */
    public Map<String, Object> error() throws IOException {
        return member("error");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> member(String name) throws IOException {
        Map<String, Object> response = response();
        if (response.get(name) instanceof Map<?, ?> member) {
            return (Map<String, Object>) member;
        }
        throw new AssertionError("No " + name + " in " + response);
    }

    /** Waits for the response; what came before it is in {@link #received}. */
    public Map<String, Object> response() throws IOException {
        Map<String, Object> message = next();
        while (message.containsKey("method")) {
            message = next();
        }
        return message;
    }

    /** Waits for a notification or request with a method and returns its parameters. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> params(String method) throws IOException {
        Map<String, Object> message = next();
        while (!method.equals(message.get("method"))) {
            message = next();
        }
        return (Map<String, Object>) message.getOrDefault("params", Map.of());
    }

    /** All messages read so far. */
    public List<Map<String, Object>> received() {
        return List.copyOf(received);
    }

    /** Waits for the end of the answer and returns the messages that came until then. */
    public List<Map<String, Object>> toEnd() throws IOException {
        List<Map<String, Object>> rest = new ArrayList<>();
        try {
            while (true) {
                rest.add(next());
            }
        } catch (EOFException ended) {
            return rest;
        }
    }

    /** Closes the connection, as a caller who leaves. */
    @Override
    public void close() throws IOException {
        connection.close();
    }
}
