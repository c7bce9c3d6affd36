package org.postizgateway.ledger.call;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.plain.Digests;

/**
 * A request as the ledger keeps it: JSON, or of one that is too long its length, hash and
 * beginning, in a form that no JSON has.
 */
public final class RequestText {

    /** Enough to tell which request it was. */
    private static final int BEGINNING = 1024;

    private static final Pattern CUT =
            Pattern.compile("cut: (\\d+) bytes, SHA-256 ([0-9a-f]{64}): (.*)", Pattern.DOTALL);

    private RequestText() {}

    /**
     * @param longest in bytes of UTF-8
     */
    public static String kept(String request, int longest) {
        if (request.length() <= longest / 3) {
            return request;
        }
        byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= longest) {
            return request;
        }
        int end = Math.min(BEGINNING, request.length());
        int whole = Character.isHighSurrogate(request.charAt(end - 1)) ? end - 1 : end;
        return "cut: %d bytes, SHA-256 %s: %s"
                .formatted(bytes.length, Digests.sha256(bytes), request.substring(0, whole));
    }

    static boolean isWhole(String kept) {
        return !CUT.matcher(kept).matches();
    }

    /** The request as a JSON value; empty when only its beginning was kept. */
    public static Optional<Object> whole(String kept) {
        return isWhole(kept) ? Optional.of(JsonBody.read(kept)) : Optional.empty();
    }

    /** What there is of it for people: the request, or what is known of one that was too long. */
    public static Object shown(String kept) {
        Matcher cut = CUT.matcher(kept);
        if (!cut.matches()) {
            return JsonBody.read(kept);
        }
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("tooLongToKeep", true);
        known.put("bytes", Long.parseLong(cut.group(1)));
        known.put("sha256", cut.group(2));
        known.put("beginning", cut.group(3));
        return known;
    }

    /** The SHA-256 of a request, whether or not all of it was kept, in hexadecimal. */
    public static String sha256(String kept) {
        Matcher cut = CUT.matcher(kept);
        return cut.matches() ? cut.group(2) : Digests.sha256(kept);
    }
}
