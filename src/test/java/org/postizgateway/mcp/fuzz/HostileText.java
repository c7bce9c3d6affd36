package org.postizgateway.mcp.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Spoils a text without regard for what it means. */
final class HostileText {

    private static final List<String> PIECES =
            List.of(
                    "\"",
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "\\",
                    "\\u0000",
                    "\\ud800",
                    "null",
                    "1e9999",
                    "\u0000",
                    "\u00ff",
                    "\u00c0\u0080",
                    "\n",
                    "[".repeat(70),
                    "{\"a\":".repeat(70),
                    "9".repeat(1100),
                    "/*",
                    "__proto__",
                    "${sys.user.home}",
                    "{{x}}");

    private HostileText() {}

    static byte[] spoiled(String text, Random random) {
        StringBuilder spoiled = new StringBuilder(text);
        int at = random.nextInt(text.length() + 1);
        int length = Math.min(random.nextInt(12), text.length() - at);
        switch (random.nextInt(5)) {
            case 0 -> spoiled.setLength(at);
            case 1 -> spoiled.delete(at, at + length);
            case 2 -> spoiled.insert(at, HostileRequests.pick(PIECES, random));
            case 3 -> spoiled.insert(at, text, at, at + length);
            default -> spoiled.replace(at, at + length, String.valueOf((char) random.nextInt(256)));
        }
        return spoiled.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
