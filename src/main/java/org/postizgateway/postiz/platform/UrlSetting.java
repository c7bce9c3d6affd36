package org.postizgateway.postiz.platform;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Postiz takes for the address in a setting: the rules of the library validator.js, with which
 * it checks, in their default form. A scheme may be left out; a host needs a top-level domain.
 */
public final class UrlSetting {

    private static final int LONGEST = 2083;
    private static final Set<String> SCHEMES = Set.of("http", "https", "ftp");

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(?<scheme>[^:/?#]*)://)?(?:(?<user>[^@/?#]*)@)?(?<host>\\[[^]]*]|[^:/?#]*)"
                            + "(?::(?<port>[^/?#]*))?(?:[/?#].*)?",
                    Pattern.DOTALL);

    private static final Pattern LABEL =
            Pattern.compile("(?!-)[a-z0-9\\u00a1-\\uff00\\uff5f-\\uffff-]{1,63}(?<!-)");
    private static final Pattern TOP = Pattern.compile("[a-z\\u00a1-\\uffff]{2,}|xn[a-z0-9-]{2,}");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");

    private UrlSetting() {}

    /** Whether Postiz takes a text for an address. */
    public static boolean matches(String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.matches("(?s).*[\\s<>].*")) {
            return false;
        }
        Matcher form = FORM.matcher(text);
        if (text.startsWith("mailto:") || text.startsWith("//") || !form.matches()) {
            return false;
        }
        String scheme = form.group("scheme");
        return (scheme == null || SCHEMES.contains(scheme.toLowerCase(Locale.ROOT)))
                && isPort(form.group("port"))
                && isHost(form.group("host").toLowerCase(Locale.ROOT));
    }

    private static boolean isPort(String port) {
        return port == null
                || (port.matches("\\d{1,5}")
                        && Integer.parseInt(port) > 0
                        && Integer.parseInt(port) <= 65_535);
    }

    private static boolean isHost(String host) {
        if (IPV4.matcher(host).matches() || IPV6.matcher(host).matches()) {
            return true;
        }
        String[] labels = host.split("\\.", -1);
        if (labels.length < 2 || !TOP.matcher(labels[labels.length - 1]).matches()) {
            return false;
        }
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }
}
