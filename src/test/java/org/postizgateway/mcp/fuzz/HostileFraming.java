package org.postizgateway.mcp.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Single requests of whose end, or of whose headers, two servers could think differently, with
 * something in the body that one of them could take for a second request (RFC 9112, section 11.2).
 */
final class HostileFraming {

    private static final String SECOND = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static final Pattern FINAL_STATUS =
            Pattern.compile("HTTP/1\\.[01] (?!100)(\\d{3})[ \\r]");

    /** Headers that contradict, repeat or imitate those that frame a body; %d is its length. */
    private static final List<String> AMBIGUITIES =
            List.of(
                    "Content-Length: 5",
                    "Content-Length: 0",
                    "Content-Length: +%d",
                    "Content-Length: 0x10",
                    "Content-Length : %d",
                    "Content-Length: %d, %<d",
                    "Content-Length: %d, 5",
                    "Content-Length: -1",
                    "Content-Length:",
                    "Content-Length: 99999999999999999999",
                    "Transfer-Encoding: chunked",
                    "Transfer-Encoding: xchunked",
                    "Transfer-Encoding: chunked, identity",
                    "Transfer-Encoding: gzip, chunked",
                    "Transfer-Encoding:\tchunked",
                    "Transfer-Encoding : chunked",
                    "Transfer-Encoding: \u000bchunked",
                    "Transfer-Encoding\u0000: chunked",
                    "Transfer_Encoding: chunked",
                    "X: y\r\n Transfer-Encoding: chunked",
                    "X: y\r\n\tContent-Length: 5",
                    "X: y\nTransfer-Encoding: chunked",
                    "X: y\rTransfer-Encoding: chunked",
                    " Content-Length: 5",
                    "Host: other.example",
                    "Connection: Content-Length, close",
                    "Expect: 100-continue",
                    "Upgrade: h2c");

    private static final List<String> LINES =
            List.of(
                    "POST /mcp HTTP/1.1",
                    "POST http://localhost/mcp HTTP/1.1",
                    "POST  /mcp HTTP/1.1",
                    "POST /mcp HTTP/1.0",
                    "POST /mcp\tHTTP/1.1",
                    "GET /mcp HTTP/1.1");

    private HostileFraming() {}

    static String next(Random random) {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\r\n\r\n" + SECOND;
        boolean chunked = random.nextInt(4) == 0;
        List<String> headers = new ArrayList<>();
        headers.add("Host: localhost");
        headers.add("Content-Type: application/json");
        headers.add(chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length());
        for (int i = random.nextInt(3); i >= 0; i--) {
            String ambiguity = HostileRequests.pick(AMBIGUITIES, random);
            headers.add(String.format(ambiguity, body.length()));
        }
        Collections.shuffle(headers, random);
        String line = random.nextInt(3) == 0 ? HostileRequests.pick(LINES, random) : LINES.get(0);
        return line
                + "\r\n"
                + String.join("\r\n", headers)
                + "\r\n\r\n"
                + (chunked
                        ? Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n"
                        : body);
    }

    /** The statuses in all that a server answered on a connection. */
    static List<Integer> statuses(String answer) {
        return FINAL_STATUS
                .matcher(answer)
                .results()
                .map(status -> Integer.parseInt(status.group(1)))
                .toList();
    }
}
