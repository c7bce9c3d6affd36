package org.postizgateway.security.door;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ForwardedHeaderUtils;

/**
 * The base URL under which a caller reaches the gateway: the configured one, else the one the
 * request was sent to, as a trusted proxy reports it when there is one.
 */
public final class PublicUrl {

    private static final List<String> FORWARDED =
            List.of("Forwarded", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port");

    private final Optional<URI> configured;
    private final boolean trustForwarded;

    /**
     * @param configured without a trailing slash
     * @param trustForwarded whether {@code Forwarded} and {@code X-Forwarded-*} may be believed
     */
    public PublicUrl(Optional<URI> configured, boolean trustForwarded) {
        this.configured = configured;
        this.trustForwarded = trustForwarded;
    }

    /** Without a trailing slash. */
    public String of(DoorRequest request) {
        if (configured.isPresent()) {
            return configured.get().toString();
        }
        URI called = URI.create(request.scheme() + "://" + request.authority().orElse("localhost"));
        if (!trustForwarded) {
            return called.toString();
        }
        HttpHeaders forwarded = new HttpHeaders();
        FORWARDED.forEach(name -> forwarded.addAll(name, request.headers(name)));
        try {
            String adapted =
                    ForwardedHeaderUtils.adaptFromForwardedHeaders(called, forwarded)
                            .build()
                            .toUriString();
            return URI.create(adapted).toString();
        } catch (IllegalArgumentException e) {
            return called.toString();
        }
    }
}
