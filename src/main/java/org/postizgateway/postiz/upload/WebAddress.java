package org.postizgateway.postiz.upload;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.postizgateway.postiz.InvalidInputException;

/**
 * Reads addresses as people and browsers write them: with spaces, letters of any language, a line
 * feed behind. What comes out is the same address in the form that every server and parser reads
 * alike, so that what was checked is what gets fetched.
 */
final class WebAddress {

    private static final String NOT_IN_URLS = "\"<>\\^`{|}";
    private static final Pattern AUTHORITY =
            Pattern.compile("^([A-Za-z][\\w+.-]*:)//([^/?#]*)(.*)$");
    private static final Pattern BYTE = Pattern.compile("\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5]");
    private static final Pattern NUMBER = Pattern.compile("(?i)\\d+|0x[0-9a-f]*");

    private WebAddress() {}

    /**
     * @throws InvalidInputException when it is no address, or one that parsers read differently
     */
    static URI parse(String written) {
        try {
            URI uri = new URI(escape(withPlainHost(written.strip())));
            if (uri.getHost() == null || uri.getUserInfo() != null) {
                throw notFull();
            }
            requirePlainNumbers(uri.getHost());
            return uri;
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw notFull();
        }
    }

    /** A host with letters of any language in the form that DNS knows. */
    private static String withPlainHost(String address) {
        var parts = AUTHORITY.matcher(address);
        if (!parts.matches()) {
            throw notFull();
        }
        String authority = parts.group(2);
        boolean plain = authority.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (plain) {
            return address;
        }
        int colon = authority.lastIndexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        String port = colon < 0 ? "" : authority.substring(colon);
        return parts.group(1)
                + "//"
                + IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES)
                + port
                + parts.group(3);
    }

    /** Escapes what may not stand in a URL; a percent sign that escapes nothing, too. */
    static String escape(String address) {
        StringBuilder encoded = new StringBuilder(address.length());
        for (int at = 0; at < address.length(); ) {
            int letter = address.codePointAt(at);
            boolean escape =
                    letter <= ' '
                            || letter >= 0x7f
                            || NOT_IN_URLS.indexOf(letter) >= 0
                            || (letter == '%' && !isEscape(address, at));
            if (escape) {
                for (byte octet : Character.toString(letter).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(String.format(Locale.ROOT, "%%%02X", octet));
                }
            } else {
                encoded.appendCodePoint(letter);
            }
            at += Character.charCount(letter);
        }
        return encoded.toString();
    }

    private static boolean isEscape(String address, int at) {
        return at + 2 < address.length()
                && Character.digit(address.charAt(at + 1), 16) >= 0
                && Character.digit(address.charAt(at + 2), 16) >= 0;
    }

    /**
     * A host that ends in a number is an IPv4 address for a browser, in forms (octal, hexadecimal,
     * shortened) that others read as another address or as a name.
     */
    private static void requirePlainNumbers(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String[] labels = name.split("\\.", -1);
        if (host.startsWith("[") || !NUMBER.matcher(labels[labels.length - 1]).matches()) {
            return;
        }
        boolean plain = name.equals(host) && labels.length == 4;
        for (String label : labels) {
            plain &= BYTE.matcher(label).matches();
        }
        if (!plain) {
            throw new InvalidInputException(
                    "The url has a numeric host in a form that programs read differently: "
                            + host
                            + ". Write it as four decimal numbers without leading zeros, or use a"
                            + " name.");
        }
    }

    private static InvalidInputException notFull() {
        return new InvalidInputException(
                "The url must be a full address as https://example.com/picture.png, without"
                        + " credentials.");
    }
}
