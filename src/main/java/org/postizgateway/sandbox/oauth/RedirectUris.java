package org.postizgateway.sandbox.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.sandbox.web.ApiFailure;

/** Where a client may have people sent back to (section 1.3 of both contracts). */
final class RedirectUris {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> DANGEROUS =
            Set.of("javascript", "data", "blob", "file", "vbscript", "about");

    private RedirectUris() {}

    /**
     * @param privateUse whether schemes of an application's own are taken
     * @throws ApiFailure in the words of Postiz
     */
    static List<String> checked(JsonNode sent, boolean privateUse) {
        List<String> complaints = new ArrayList<>();
        if (sent.isMissingNode() || sent.isNull()) {
            complaints.add("redirect_uris should not be null or undefined");
        }
        if (!sent.isArray()
                || (!privateUse && !texts(sent).stream().allMatch(RedirectUris::isWeb))) {
            complaints.add("each value in redirect_uris must be a URL address");
        }
        if (sent.isEmpty()) {
            complaints.add("redirect_uris should not be empty");
        }
        if (!sent.isArray()) {
            complaints.add("redirect_uris must be an array");
        }
        if (!complaints.isEmpty()) {
            throw ApiFailure.invalid(complaints);
        }
        List<String> uris = texts(sent);
        uris.forEach(uri -> refusal(uri, privateUse).ifPresent(RedirectUris::refuse));
        return uris;
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static Optional<String> refusal(String text, boolean privateUse) {
        Optional<URI> uri = parsed(text);
        if (uri.isEmpty() || uri.get().getScheme() == null) {
            return Optional.of("Invalid redirect_uri: " + text);
        }
        String scheme = uri.get().getScheme();
        if (privateUse && DANGEROUS.contains(scheme)) {
            return Optional.of("redirect_uri scheme \"" + scheme + ":\" is not allowed");
        }
        boolean http = scheme.equals("http");
        if (http && !LOOPBACK.contains(String.valueOf(uri.get().getHost()))) {
            return Optional.of(
                    privateUse
                            ? "redirect_uris must use https or a private-use scheme"
                                    + " (http is allowed for loopback only)"
                            : "redirect_uris must use https (http is allowed for loopback only)");
        }
        return Optional.empty();
    }

    private static void refuse(String reason) {
        throw ApiFailure.oauth(400, "invalid_redirect_uri", reason);
    }

    private static boolean isWeb(String text) {
        return parsed(text)
                .filter(uri -> Set.of("http", "https").contains(String.valueOf(uri.getScheme())))
                .filter(uri -> uri.getHost() != null)
                .isPresent();
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
