package org.postizgateway.console.configuration;

import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.util.URISupport;

/**
 * Addresses as people read them: without users and passwords, without values of options that are
 * secrets, and without paths that let in whoever knows them, such as those of webhooks.
 */
final class ShownAddress {

    private static final String BALANCED = "\\{\\{[^{}]*}}|\\$\\{[^{}]*}";
    private static final Pattern USER =
            Pattern.compile("(?<=://)((?:" + BALANCED + "|[^\\s/?#@\"'{}])+)@");
    private static final Pattern OPTION =
            Pattern.compile(
                    "(?i)(?<=[?&;])([\\w.-]*(?:%s)[\\w.-]*|sig|code)=".formatted(Secrets.NAME)
                            + "(RAW\\([^)\\n]*\\)|(?:"
                            + BALANCED
                            + "|[^\\s&;\"'(){}])+)");

    /** What is reached over HTTP: its host, then its path and query. */
    private static final Pattern WEB =
            Pattern.compile(
                    "(?i)\\b((?:https?|wss?)://(?:%1$s|[^\\s/?#\"'<>()\\[\\],{}])+)"
                                    .formatted(BALANCED)
                            + "([/?#](?:%1$s|[^\\s\"'<>()\\[\\],{}])*)".formatted(BALANCED));

    private static final Pattern HOOK = Pattern.compile("(?i)hook");

    /** A word that nobody chose. */
    private static final Pattern GENERATED =
            Pattern.compile("(?<=[/=:])(?=[^/?&=]*\\d)(?=[^/?&=]*[A-Za-z])[\\w~+.:-]{16,}");

    private ShownAddress() {}

    /** A text with addresses in it; lines stay lines. */
    static String in(String text) {
        String named = replace(USER, text, user -> hiddenUnlessReference(user.group(1)) + "@");
        named =
                replace(
                        OPTION,
                        named,
                        option -> option.group(1) + "=" + hiddenUnlessReference(option.group(2)));
        return replace(
                WEB,
                named,
                web ->
                        HOOK.matcher(web.group()).find()
                                ? hostOnly(web)
                                : web.group(1)
                                        + GENERATED
                                                .matcher(web.group(2))
                                                .replaceAll(Secrets.HIDDEN));
    }

    /** The same, with nothing of an HTTP address but its host. */
    static String hostsIn(String text) {
        return replace(WEB, in(text), ShownAddress::hostOnly);
    }

    /** A Camel URI. */
    static String uri(String uri) {
        return in(URISupport.sanitizeUri(uri));
    }

    private static String hostOnly(MatchResult web) {
        String path = web.group(2);
        return web.group(1)
                + (Secrets.isValue(path.replaceAll("^/+", "")) ? "/" + Secrets.HIDDEN : path);
    }

    private static String hiddenUnlessReference(String value) {
        String raw = value.startsWith("RAW(") ? value.substring(4, value.length() - 1) : value;
        return Secrets.isValue(raw) ? Secrets.HIDDEN : value;
    }

    private static String replace(
            Pattern pattern, String text, Function<MatchResult, String> shown) {
        return pattern.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(shown.apply(found)));
    }
}
