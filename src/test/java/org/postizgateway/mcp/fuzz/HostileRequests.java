package org.postizgateway.mcp.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.wire.HttpRequest;

/** Good requests of both eras, and what becomes of them when some of their parts are spoiled. */
final class HostileRequests {

    /** Stands where the id of a live session goes. */
    static final String SESSION = "{session}";

    private static final String META =
            "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                    + "\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{},"
                    + "\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}},"
                    + "\"io.modelcontextprotocol/logLevel\":\"debug\",\"progressToken\":\"p\"}";

    private static final String SESSION_META = "\"_meta\":{\"progressToken\":7}";

    private static final List<HttpRequest> GOOD =
            Stream.concat(
                            bodies().map(HostileRequests::inSession),
                            bodies().map(HostileRequests::alone))
                    .toList();

    private static final List<String> HEADERS =
            List.of(
                    "Mcp-Session-Id",
                    "MCP-Protocol-Version",
                    "Mcp-Method",
                    "Mcp-Name",
                    "Mcp-Param-Region",
                    "Accept",
                    "Content-Type",
                    "Content-Encoding",
                    "Last-Event-ID",
                    "X-Caller",
                    "CamelHttpMethod",
                    "Cookie");

    private static final List<String> HEADER_VALUES =
            List.of(
                    "",
                    "*/*",
                    "application/json",
                    "text/event-stream",
                    "2025-11-25",
                    "2026-07-28",
                    "2099-01-01",
                    "=?base64?d2VhdGhlcg==?=",
                    "=?base64?%%%?=",
                    "=?base64?/w==?=",
                    "tools/call",
                    "weather",
                    "\u00e9\u00ff",
                    "\t",
                    "1e999999999",
                    "x".repeat(2000));

    private static final List<String> METHODS = List.of("GET", "DELETE", "PUT", "OPTIONS", "PATCH");

    private HostileRequests() {}

    private static Stream<String> bodies() {
        return Stream.of(
                call(
                        "initialize",
                        "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"elicitation\":{}},\"clientInfo\":{\"name\":\"f\",\"version\":\"1\"}"),
                call("ping", "\"x\":1"),
                call("server/discover", "\"x\":1"),
                call("tools/list", "\"cursor\":\"YWZ0ZXI6YQ\""),
                call(
                        "tools/call",
                        "\"name\":\"weather\",\"arguments\":{\"city\":\"Bonn\",\"region\":\"eu\",\"days\":[1,2.5,null]}"),
                call(
                        "tools/call",
                        "\"name\":\"weather\",\"arguments\":{\"city\":\"Bonn\"},\"inputResponses\":{\"q\":{\"action\":\"accept\",\"content\":{}}},\"requestState\":\"e30.e30\""),
                call("tools/call", "\"name\":\"ask\",\"arguments\":{}"),
                call("tools/call", "\"name\":\"slow\",\"arguments\":{}"),
                call("resources/list", "\"x\":1"),
                call("resources/templates/list", "\"x\":1"),
                call("resources/read", "\"uri\":\"test://a%20b/c\""),
                call("resources/subscribe", "\"uri\":\"test://a\""),
                call("resources/unsubscribe", "\"uri\":\"test://a\""),
                call("prompts/list", "\"x\":1"),
                call("prompts/get", "\"name\":\"plan\",\"arguments\":{\"topic\":\"cats\"}"),
                call(
                        "completion/complete",
                        "\"ref\":{\"type\":\"ref/prompt\",\"name\":\"plan\"},\"argument\":{\"name\":\"topic\",\"value\":\"c\"}"),
                call("logging/setLevel", "\"level\":\"info\""),
                call(
                        "subscriptions/listen",
                        "\"notifications\":{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"test://a\"]}"),
                call("tasks/get", "\"taskId\":\"x\""),
                call(
                        "tasks/update",
                        "\"taskId\":\"x\",\"inputResponses\":{\"q\":{\"action\":\"accept\"}}"),
                call("tasks/cancel", "\"taskId\":\"x\""),
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"s-1\",\"result\":{\"action\":\"accept\",\"content\":{}}}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"s-1\",\"error\":{\"code\":-1,\"message\":\"no\"}}");
    }

    private static String call(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\""
                + method
                + "\",\"params\":{"
                + params
                + ","
                + META
                + "}}";
    }

    private static HttpRequest inSession(String body) {
        return HttpRequest.post(body.replace(META, SESSION_META))
                .with("MCP-Protocol-Version", "2025-11-25")
                .with("Mcp-Session-Id", SESSION);
    }

    private static HttpRequest alone(String body) {
        Map<String, Object> message = Json.object(body);
        Map<?, ?> params = message.get("params") instanceof Map<?, ?> map ? map : Map.of();
        HttpRequest request =
                HttpRequest.post(body)
                        .with("MCP-Protocol-Version", "2026-07-28")
                        .with("Mcp-Method", String.valueOf(message.get("method")));
        for (String named : List.of("name", "uri", "taskId")) {
            if (params.get(named) instanceof String name) {
                request = request.with("Mcp-Name", name);
            }
        }
        return body.contains("region") ? request.with("Mcp-Param-Region", "eu") : request;
    }

    /** One of the good requests, mostly spoiled. */
    static HttpRequest next(Random random) {
        HttpRequest request = GOOD.get(random.nextInt(GOOD.size()));
        for (int i = random.nextInt(4); i > 0; i--) {
            request = spoiled(request, random);
        }
        return request;
    }

    private static HttpRequest spoiled(HttpRequest request, Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> spoiledHeader(request, random);
            case 3 -> withMethod(request, pick(METHODS, random));
            case 4, 5 -> withBody(request, HostileText.spoiled(text(request), random));
            default -> withBody(request, HostileJson.spoiled(text(request), random));
        };
    }

    private static HttpRequest spoiledHeader(HttpRequest request, Random random) {
        String name = pick(HEADERS, random);
        return switch (random.nextInt(3)) {
            case 0 -> request.without(name);
            case 1 -> request.adding(name, pick(HEADER_VALUES, random));
            default -> request.with(name, pick(HEADER_VALUES, random));
        };
    }

    private static HttpRequest withMethod(HttpRequest request, String method) {
        return new HttpRequest(method, request.path(), request.headers(), request.body());
    }

    private static HttpRequest withBody(HttpRequest request, byte[] body) {
        return new HttpRequest(
                request.method(), request.path(), new ArrayList<>(request.headers()), body);
    }

    private static String text(HttpRequest request) {
        return new String(request.body(), StandardCharsets.ISO_8859_1);
    }

    static <T> T pick(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
