package org.postizgateway.console.configuration;

import java.util.regex.Pattern;
import org.apache.camel.util.SensitiveUtils;

/** What is a secret in a file of the configuration. */
final class Secrets {

    /** Stands in place of one. */
    static final String HIDDEN = "xxxxxx";

    /** Part of a name under which a secret stands. */
    static final String NAME =
            "authorization|key|token|secret|pass(?:w|phrase|code)|pwd|credential|cookie|signature";

    /** It names where a value comes from, and has none to fall back on. */
    static final String PLACEHOLDER =
            "\\{\\{\\??(?:(?:env|sys|bean):)?[^{}:]*:?}}"
                    + "|\\$\\{(?:(?:env|sys|bean|ref|properties):)?[^{}:]*:?}";

    private static final Pattern IN_NAME = Pattern.compile("(?i)" + NAME);
    private static final Pattern REFERENCE = Pattern.compile(PLACEHOLDER);
    private static final Pattern SCHEME = Pattern.compile("(?i)bearer|basic|\\s");

    /** What is set under such a name and tells nothing: whether, how long, how much. */
    private static final Pattern SWITCH =
            Pattern.compile("(?i)true|false|\\d{1,4}(?:ms|[smhd]|[km]b)");

    private Secrets() {}

    /** Whether values of this name are. */
    static boolean isName(String name) {
        return SensitiveUtils.containsSensitive(name) || IN_NAME.matcher(name).find();
    }

    /** Whether a value of such a name is: what is left of it is more than a scheme. */
    static boolean isValue(String value) {
        String left = value;
        String before;
        do {
            before = left;
            left = REFERENCE.matcher(before).replaceAll("");
        } while (!left.equals(before));
        return !SCHEME.matcher(left).replaceAll("").isEmpty() && !SWITCH.matcher(value).matches();
    }
}
