package org.postizgateway.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpRequest;

/** What a caller might do to harm the others, with a key of its own or without any. */
enum Attack {
    WRONG_KEY(
            attacker -> {
                HttpRequest ping =
                        HttpRequest.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
                attacker.exchange(ping.with("Authorization", "Bearer " + attacker.unique()));
                attacker.exchange(ping.to("/mcp/" + attacker.unique()));
            }),
    UNFINISHED_BODY_OF_NOBODY(
            attacker -> {
                HttpConnection connection = attacker.connect();
                connection.send(head("Content-Length: 4000000"));
                attacker.hold(connection);
                connection.send(new byte[100_000]);
            }),
    UNFINISHED_BODY(
            attacker -> {
                HttpConnection connection = attacker.connect();
                attacker.hold(connection);
                connection.send(head("Content-Length: 3900000", bearer(attacker)));
                connection.send(new byte[200_000]);
            }),
    SLOW_HEAD(
            attacker -> {
                HttpConnection connection = attacker.connect();
                attacker.hold(connection);
                connection.send(bytes("POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-" + Target.MARK));
            }),
    STRAY_PERCENT(
            attacker -> {
                attacker.exchange(HttpRequest.of("GET").to("/%"));
                attacker.exchange(HttpRequest.of("GET").to("/" + Target.MARK + "%zz%"));
            }),
    HTTP_2_WITH_PRIOR_KNOWLEDGE(
            attacker -> {
                try (HttpConnection connection = attacker.connect()) {
                    connection.send(bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
                    connection.send(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
                    connection.finishSending();
                    connection.awaitHangUp();
                }
            }),
    HTTP_2_BY_UPGRADE(
            attacker -> {
                attacker.exchange(
                        HttpRequest.of("GET")
                                .with("Connection", "Upgrade, HTTP2-Settings")
                                .with("Upgrade", "h2c")
                                .with("HTTP2-Settings", "AAMAAABkAAQCAAAAAAIAAAAA"));
            }),
    TWO_HOSTS(
            attacker -> {
                attacker.exchange(HttpRequest.post("{}").adding("Host", "attacker.example"));
            }),
    UNKNOWN_CODING(
            attacker -> {
                attacker.exchange(
                        HttpRequest.post("GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .with("Transfer-Encoding", "xchunked"));
            }),
    LENGTH_AND_CODING(
            attacker -> {
                attacker.exchange(
                        HttpRequest.post(
                                        "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .with("Content-Length", "5")
                                .with("Transfer-Encoding", "chunked"));
            }),
    MANY_LINE_BREAKS(
            attacker -> {
                int length = attacker.random().nextBoolean() ? 80_000 : 19_000;
                attacker.exchange(post(attacker, "a<br>".repeat(length)));
            }),
    NESTED_MARKUP(
            attacker -> {
                String opening = attacker.random().nextBoolean() ? "<b><i>" : "[![*_`";
                attacker.exchange(post(attacker, opening.repeat(16_000)));
            }),
    PROMPT_OF_3_MB(
            attacker -> {
                String prompt = attacker.unique() + "x".repeat(3_000_000);
                attacker.exchange(
                        attacker.call(
                                "generateImageTool",
                                Map.of("prompt", prompt, "allowDuplicate", true)));
            }),
    MANY_LONG_PROMPTS(
            attacker -> {
                String prompt = attacker.unique() + "x".repeat(31_000);
                attacker.exchange(
                        attacker.call(
                                "generateImageTool",
                                Map.of("prompt", prompt, "allowDuplicate", true)));
            }),
    MANY_SESSIONS(
            attacker -> {
                try (HttpConnection connection = attacker.connect()) {
                    for (int i = 0; i < 20; i++) {
                        attacker.told(connection.send(initialize(attacker)).reply());
                    }
                }
            }),
    SLOW_READER(
            attacker -> {
                HttpConnection connection = attacker.connect();
                attacker.hold(connection);
                for (int i = 0; i < 8; i++) {
                    connection.send(attacker.request("tools/list", Map.of()));
                }
            }),
    STREAM_THAT_NOBODY_READS(
            attacker -> {
                String session =
                        attacker.exchange(initialize(attacker))
                                .header("Mcp-Session-Id")
                                .orElse("none");
                HttpConnection connection = attacker.connect();
                attacker.hold(connection);
                connection.send(
                        HttpRequest.of("GET")
                                .with("Authorization", bearerOf(attacker))
                                .with("Mcp-Session-Id", session));
            }),
    OPERATORS_PORT_BY_ANOTHER_NAME(
            attacker -> {
                for (String path : List.of("/actuator/prometheus", "/actuator/health", "/ops/x")) {
                    attacker.exchange(
                            attacker.target().opsPort(),
                            HttpRequest.of("GET").to(path).with("Host", "attacker.example"));
                }
            }),
    WRONG_OPERATORS_TOKEN(
            attacker -> {
                attacker.exchange(
                        attacker.target().opsPort(),
                        HttpRequest.of("GET")
                                .to("/ops/dead-letters")
                                .with("Authorization", "Bearer " + attacker.unique()));
            }),
    RESET(
            attacker -> {
                try (HttpConnection connection = attacker.connect()) {
                    connection.send(
                            attacker.random().nextBoolean()
                                    ? head("Content-Length: 1000", bearer(attacker))
                                    : bytes("POST /mcp HT"));
                    connection.reset();
                }
            }),
    RESET_BEFORE_THE_ANSWER(
            attacker -> {
                try (HttpConnection connection = attacker.connect()) {
                    connection.send(attacker.call("integrationList", Map.of()));
                    connection.reset();
                }
            }),
    UPLOAD_FROM_THE_INSIDE(
            attacker -> {
                List<String> hosts =
                        List.of("0177.0.0.1", "0x7f.1", "2130706433", "127.1", "[::1]");
                String host = hosts.get(attacker.random().nextInt(hosts.size()));
                attacker.exchange(
                        attacker.call(
                                "uploadFromUrlTool",
                                Map.of(
                                        "url",
                                        "https://" + host + "/" + attacker.unique() + ".png")));
            }),
    DEEP_JSON(
            attacker -> {
                attacker.exchange(
                        HttpRequest.post("[".repeat(100_000))
                                .with("Authorization", bearerOf(attacker)));
            }),
    LONG_HEAD(
            attacker -> {
                attacker.exchange(HttpRequest.of("GET").with("X-Long", "x".repeat(20_000)));
                attacker.exchange(HttpRequest.of("GET").to("/" + "x".repeat(5_000)));
            });

    private final Strike strike;

    Attack(Strike strike) {
        this.strike = strike;
    }

    @FunctionalInterface
    private interface Strike {
        void by(Attacker attacker) throws IOException;
    }

    /**
     * @throws IOException when the gateway hung up, which is an answer too
     */
    void strike(Attacker attacker) throws IOException {
        strike.by(attacker);
    }

    private static byte[] head(String... headers) {
        return bytes(
                "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + String.join("\r\n", headers)
                        + "\r\n\r\n");
    }

    private static HttpRequest initialize(Attacker attacker) {
        return attacker.request(
                "initialize",
                Map.of(
                        "protocolVersion", "2025-11-25",
                        "capabilities", Map.of(),
                        "clientInfo", Map.of("name", Target.MARK, "version", "1")));
    }

    private static String bearer(Attacker attacker) {
        return "Authorization: " + bearerOf(attacker);
    }

    private static String bearerOf(Attacker attacker) {
        return "Bearer " + attacker.target().key();
    }

    private static HttpRequest post(Attacker attacker, String content) {
        return attacker.call(
                "schedulePostTool",
                Map.of(
                        "socialPost",
                        List.of(
                                Map.of(
                                        "integrationId",
                                        attacker.target().channel(),
                                        "type",
                                        "draft",
                                        "date",
                                        "2099-12-15T10:00:00Z",
                                        "postsAndComments",
                                        List.of(Map.of("content", content))))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
