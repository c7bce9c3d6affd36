package org.postizgateway.security.credential;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.security.upstream.PostizAnswer;
import org.postizgateway.security.upstream.PostizHttp;
import org.postizgateway.security.upstream.PostizUnavailableException;
import org.springframework.http.HttpHeaders;

/**
 * Asks {@code GET /public/v1/me}, which a newer Postiz has (its contract, section 3.1). Whatever
 * else comes back counts as no answer to this question, but for trouble on the way, which must not
 * make two tenants of one.
 */
public final class HttpAccountSource implements AccountSource {

    private final PostizHttp http;
    private final URI me;

    /**
     * @param url base URL of Postiz's backend, without a trailing slash
     */
    public HttpAccountSource(PostizHttp http, URI url) {
        this.http = http;
        this.me = URI.create(url + "/public/v1/me");
    }

    @Override
    public Optional<String> account(String credential) {
        PostizAnswer answer = http.get(me, Map.of(HttpHeaders.AUTHORIZATION, credential));
        boolean unanswered = answer.status() > 500 || answer.status() == 429;
        if (unanswered || (answer.status() == 401 && answer.body().isBlank())) {
            throw PostizUnavailableException.later(
                    "Postiz answered with HTTP status " + answer.status() + ".");
        }
        return Optional.of(answer.json().path("organization").path("id").asText(""))
                .filter(id -> answer.status() == 200 && !id.isBlank());
    }
}
