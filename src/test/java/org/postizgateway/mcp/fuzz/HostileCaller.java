package org.postizgateway.mcp.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.MessageStream;

/** Sends requests one after the other over a connection that it keeps, and checks every answer. */
final class HostileCaller {

    private final McpTestServer server;
    private HandshakePeer session;
    private HttpConnection connection;

    HostileCaller(McpTestServer server) throws IOException {
        this.server = server;
        this.session = begin();
        this.connection = new HttpConnection(server.port());
    }

    private HandshakePeer begin() throws IOException {
        return HandshakePeer.begin(server, Optional.empty(), Map.of("elicitation", Map.of()));
    }

    /** Sends all requests in a queue. */
    void send(Queue<HttpRequest> requests) throws IOException {
        for (HttpRequest request = requests.poll(); request != null; request = requests.poll()) {
            HttpRequest sent =
                    request.headers().contains("Mcp-Session-Id: " + HostileRequests.SESSION)
                            ? request.with(HandshakePeer.SESSION, session.sessionId())
                            : request;
            try {
                exchange(sent);
            } catch (IOException | RuntimeException | AssertionError e) {
                throw new AssertionError(e.getMessage() + "\nafter\n" + sent.text(), e);
            }
        }
        connection.close();
    }

    private void exchange(HttpRequest request) throws IOException {
        MessageStream answer = new MessageStream(connection.send(request));
        HttpReply head = answer.head();
        boolean keep = check(answer);
        if (!keep || head.header("Connection").filter("close"::equalsIgnoreCase).isPresent()) {
            connection.close();
            connection = new HttpConnection(server.port());
        }
        if (head.status() == 204) {
            session = begin();
        }
    }

    /** Whether the connection can be used again. */
    private static boolean check(MessageStream answer) throws IOException {
        HttpReply head = answer.head();
        assertThat(head.status()).isLessThan(500);
        if (head.header("Content-Type").isEmpty()) {
            assertThat(answer.document()).isEmpty();
            // What is no HTTP is answered by the HTTP library, which then hangs up.
            return head.status() == 202 || head.status() == 204;
        }
        if (!answer.isEventStream()) {
            assertThat(head.header("Content-Type")).contains("application/json");
            checkMessage(Json.object(answer.document()));
            return true;
        }
        return endsByItself(answer);
    }

    private static boolean endsByItself(MessageStream answer) throws IOException {
        try {
            while (true) {
                if (answer.isQuiet()) {
                    return false;
                }
                Map<String, Object> message = answer.next();
                checkMessage(message);
                if ("notifications/subscriptions/acknowledged".equals(message.get("method"))) {
                    return false;
                }
            }
        } catch (EOFException ended) {
            return true;
        }
    }

    private static void checkMessage(Map<String, Object> message) {
        assertThat(message).containsEntry("jsonrpc", "2.0");
        assertThat(message.toString())
                .doesNotContain("-32603", "failed inside the server", "Exception", "org.postiz");
    }
}
