package org.postizgateway.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A sandbox and creates that look at the bytes that come back. */
abstract class CreatesOverSockets extends RunningSandbox {

    static HttpResponse<String> create() throws Exception {
        String x = sandbox.organization(DefaultOrganizations.KEY).channelOn("x").id();
        return client.post("/public/v1/posts", SandboxClient.create(x, "hello"));
    }

    /** Sends a create over a plain socket and reads what comes until the end. */
    static String createOverSocket() throws IOException {
        return createOverSocket(Duration.ofSeconds(10));
    }

    static String createOverSocket(Duration patience) throws IOException {
        String x = sandbox.organization(DefaultOrganizations.KEY).channelOn("x").id();
        String body = SandboxClient.create(x, "hello");
        try (Socket socket = new Socket("127.0.0.1", URI.create(sandbox.baseUrl()).getPort())) {
            socket.setSoTimeout((int) patience.toMillis());
            socket.getOutputStream()
                    .write(
                            """
                            POST /public/v1/posts HTTP/1.1\r
                            Host: sandbox\r
                            Authorization: sandbox-key\r
                            Content-Type: application/json\r
                            Content-Length: %d\r
                            \r
                            %s"""
                                    .formatted(body.length(), body)
                                    .getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
