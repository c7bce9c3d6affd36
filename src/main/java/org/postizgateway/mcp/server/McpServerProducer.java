package org.postizgateway.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.postizgateway.mcp.Futures;
import org.postizgateway.mcp.feature.Toolsets;
import org.postizgateway.mcp.feature.Toolsets.UnknownToolsetException;
import org.postizgateway.mcp.http.body.BodyRefusedException;
import org.postizgateway.mcp.http.head.Refusal;
import org.postizgateway.mcp.protocol.HttpCall;
import org.postizgateway.mcp.protocol.JsonRpc;

/**
 * Checks the HTTP side of a request and hands its message to the protocol family that it speaks.
 */
final class McpServerProducer extends DefaultAsyncProducer {

    private final McpServerEndpoint endpoint;
    private final List<String> carried;

    McpServerProducer(McpServerEndpoint endpoint, List<String> carried) {
        super(endpoint);
        this.endpoint = endpoint;
        this.carried = carried;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        HttpCall http = new HttpCall(exchange, callback, carried);
        switch (http.method()) {
            case "POST" -> post(http);
            case "GET" -> endpoint.eras().handshake().listen(http);
            case "DELETE" -> endpoint.eras().handshake().delete(http);
            default -> {
                http.addHeader("Allow", "POST, GET, DELETE");
                refuse(http, 405, "The MCP endpoint takes POST, GET and DELETE");
            }
        }
        return false;
    }

    private void post(HttpCall http) {
        if (!http.hasJsonBody()) {
            refuse(http, 415, "Content-Type must be application/json");
            return;
        }
        if (http.isEncoded()) {
            http.addHeader("Accept-Encoding", "identity");
            refuse(
                    http,
                    415,
                    "Content-Encoding %s is not taken; send the body as it is"
                            .formatted(http.encoding()));
            return;
        }
        if (!http.acceptsJson() && !http.acceptsEventStream()) {
            refuse(http, 406, "Accept must allow application/json and text/event-stream");
            return;
        }
        http.body()
                .thenAccept(body -> serve(http, body))
                .exceptionally(
                        failure -> {
                            refuse(http, failure);
                            return null;
                        });
    }

    private static void refuse(HttpCall http, Throwable failure) {
        Throwable cause = Futures.cause(failure);
        if (!(cause instanceof BodyRefusedException refused)) {
            http.fail(cause);
            return;
        }
        Refusal refusal = refused.refusal();
        if (refusal.retryAfter() > 0) {
            http.addHeader("Retry-After", String.valueOf(refusal.retryAfter()));
        }
        refuse(http, refusal.status(), refusal.reason());
    }

    private void serve(HttpCall http, byte[] body) {
        if (body.length > endpoint.getMaxBodySize()) {
            refuse(http, 413, "The body is larger than " + endpoint.getMaxBodySize() + " bytes");
            return;
        }
        try {
            JsonRpc message = JsonRpc.parse(body);
            http.offer(offer(http));
            nameTool(http, message);
            endpoint.eras().all().stream()
                    .filter(era -> era.speaks(http, message))
                    .findFirst()
                    .orElseThrow()
                    .post(http, message);
        } catch (JsonRpc.Malformed e) {
            http.reply(400, e.body());
        } catch (UnknownToolsetException e) {
            refuse(http, 400, e.getMessage());
        }
    }

    /** The operator's choice, or the door's in its place, narrowed by what the caller asks for. */
    private Toolsets offer(HttpCall http) {
        return endpoint.toolsets().serving(http.doorToolsets()).narrowed(http.wantedToolsets());
    }

    private void nameTool(HttpCall http, JsonRpc message) {
        if (message instanceof JsonRpc.Request request
                && request.method().equals(McpSchema.METHOD_TOOLS_CALL)) {
            http.calls(
                    endpoint.tool(String.valueOf(request.params().get("name")), http.offered())
                            .orElse("unknown"));
        }
    }

    private static void refuse(HttpCall http, int status, String reason) {
        int code = status < 500 ? ErrorCodes.INVALID_REQUEST : ErrorCodes.INTERNAL_ERROR;
        http.reply(status, JsonRpc.error(null, code, reason, null));
    }
}
