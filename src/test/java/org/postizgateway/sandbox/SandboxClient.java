package org.postizgateway.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** Calls a sandbox as the organization of {@code sandbox-key}. */
final class SandboxClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final PostizSandbox sandbox;

    SandboxClient(PostizSandbox sandbox) {
        this.sandbox = sandbox;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> put(String path, String json) throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(json)));
    }

    /** The result of an MCP tool call. */
    JsonNode tool(String name, String arguments) throws IOException, InterruptedException {
        HttpResponse<String> response =
                send(
                        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/mcp"))
                                .header("Authorization", "Bearer " + DefaultOrganizations.KEY)
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                """
                                                {"jsonrpc":"2.0","id":1,"method":"tools/call",
                                                 "params":{"name":"%s","arguments":%s}}"""
                                                        .formatted(name, arguments))));
        return json(response).path("result");
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", DefaultOrganizations.KEY);
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(String url) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JavaScriptJson.mapper().readTree(response.body());
    }

    /** A create request for one channel, scheduled far in the future, a post for each content. */
    static String creates(String channelId, String... contents) {
        String posts =
                Stream.of(contents)
                        .map(
                                content ->
                                        """
                                        {"integration":{"id":"%s"},
                                         "value":[{"content":"%s","image":[]}],
                                         "settings":{"who_can_reply_post":"everyone"}}"""
                                                .formatted(channelId, content))
                        .collect(Collectors.joining(","));
        return """
        {"type":"schedule","date":"2099-01-15T10:00:00.000Z","shortLink":false,"tags":[],
         "posts":[%s]}"""
                .formatted(posts);
    }

    static String create(String channelId, String content) {
        return creates(channelId, content);
    }
}
