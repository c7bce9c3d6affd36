package org.postizgateway.security.upstream;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * Sends the gateway's own requests to Postiz. Redirects are answers here, they are not followed.
 */
public final class PostizHttp {

    private static final Logger LOG = LoggerFactory.getLogger(PostizHttp.class);

    private final RestClient client;

    /**
     * @param connectTimeout time to get a connection
     * @param answerTimeout time from sending the request to the last byte of the answer
     */
    public PostizHttp(Duration connectTimeout, Duration answerTimeout) {
        this(connectTimeout, answerTimeout, Optional.empty());
    }

    /**
     * @param connectTimeout time to get a connection
     * @param answerTimeout time from sending the request to the last byte of the answer
     * @param tls what is trusted to be Postiz, and shown to it; empty for what Java trusts
     */
    public PostizHttp(Duration connectTimeout, Duration answerTimeout, Optional<SSLContext> tls) {
        HttpClient.Builder http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(connectTimeout);
        tls.ifPresent(http::sslContext);
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http.build());
        requests.setReadTimeout(answerTimeout);
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    /**
     * @throws PostizUnavailableException when no answer came
     */
    public PostizAnswer get(URI uri, Map<String, String> headers) {
        return exchange(client.get().uri(uri), HttpMethod.GET, uri, headers);
    }

    /**
     * @throws PostizUnavailableException when no answer came
     */
    public PostizAnswer post(URI uri, Map<String, String> headers, String body) {
        return exchange(client.post().uri(uri).body(body), HttpMethod.POST, uri, headers);
    }

    private static PostizAnswer exchange(
            RestClient.RequestHeadersSpec<?> request,
            HttpMethod method,
            URI uri,
            Map<String, String> headers) {
        try {
            return request.headers(target -> target.setAll(headers))
                    .exchange((sent, response) -> PostizAnswer.of(response));
        } catch (ResourceAccessException e) {
            LOG.warn("{} {} got no answer: {}", method, uri, String.valueOf(e.getCause()));
            throw PostizUnavailableException.later("The gateway cannot reach Postiz.");
        }
    }
}
