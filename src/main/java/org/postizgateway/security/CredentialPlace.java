package org.postizgateway.security;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Message;
import org.postizgateway.security.door.DoorRequest;
import org.springframework.http.HttpHeaders;

/** Where a front door looks for the caller's credential. */
interface CredentialPlace {

    /** How every OAuth token of Postiz starts. */
    String OAUTH_TOKEN = "pos_";

    /** The credential without scheme; empty when the request has none in this place. */
    Optional<String> credential(DoorRequest request, Message message);

    /** {@code Authorization: Bearer <credential>}, the scheme in any case (RFC 9110, 11.1). */
    static CredentialPlace bearer() {
        Pattern bearer = Pattern.compile("bearer +(\\S.*)", Pattern.CASE_INSENSITIVE);
        return (request, message) ->
                request.header(HttpHeaders.AUTHORIZATION)
                        .map(bearer::matcher)
                        .filter(Matcher::matches)
                        .map(matcher -> matcher.group(1).strip());
    }

    /** As {@link #bearer()}, or the bare credential, which Postiz's {@code /mcp} takes too. */
    static CredentialPlace bearerOrBare() {
        CredentialPlace bearer = bearer();
        return (request, message) ->
                bearer.credential(request, message)
                        .or(
                                () ->
                                        request.header(HttpHeaders.AUTHORIZATION)
                                                .map(String::strip)
                                                .filter(value -> value.matches("\\S+"))
                                                .filter(
                                                        value ->
                                                                !value.equalsIgnoreCase("bearer")));
    }

    /** Nowhere. */
    static CredentialPlace none() {
        return (request, message) -> Optional.empty();
    }

    /** The path parameter {@code apiKey} of the route, unless it is an OAuth token. */
    static CredentialPlace pathParameter() {
        return (request, message) ->
                pathParameter(message, "apiKey").filter(key -> !key.startsWith(OAUTH_TOKEN));
    }

    /** A path parameter of the route that is not blank. */
    static Optional<String> pathParameter(Message message, String name) {
        Object value = message.getHeader(name);
        // platform-http appends the path parameter to request headers and query parameters of
        // the same name.
        if (value instanceof List<?> values) {
            value = values.get(values.size() - 1);
        }
        return Optional.ofNullable(value).map(Object::toString).filter(text -> !text.isBlank());
    }
}
