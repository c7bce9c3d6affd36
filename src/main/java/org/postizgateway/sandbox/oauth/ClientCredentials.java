package org.postizgateway.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.springframework.web.servlet.function.ServerRequest;

/** Id and secret of a client in an {@code Authorization} header (RFC 6749, 2.3.1). */
record ClientCredentials(String id, String secret) {

    private static final String SCHEME = "Basic ";

    static Optional<ClientCredentials> ofBasic(ServerRequest request) {
        return Optional.ofNullable(request.headers().firstHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .flatMap(header -> decoded(header.substring(SCHEME.length()).trim()));
    }

    private static Optional<ClientCredentials> decoded(String token) {
        try {
            String pair = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new ClientCredentials(
                                    decode(pair.substring(0, colon)),
                                    decode(pair.substring(colon + 1))));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    /** Puts both where clients that do not use the header put them. */
    void into(ObjectNode body) {
        body.put("client_id", id).put("client_secret", secret);
    }
}
