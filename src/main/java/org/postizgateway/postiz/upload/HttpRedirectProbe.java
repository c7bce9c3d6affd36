package org.postizgateway.postiz.upload;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks with GET, because a server may answer HEAD differently, and leaves after the headers.
 * Follows nothing itself, and asks once more when the connection breaks. It resolves names through
 * the guard's resolver, so that a name cannot lead elsewhere between check and connection. The
 * timeouts of the client hold between two bytes only; a deadline of its own ends an answer that
 * trickles.
 */
final class HttpRedirectProbe implements UploadUrlGuard.RedirectProbe {

    private static final Timeout PATIENCE = Timeout.ofSeconds(5);

    private static final Set<Integer> NOT_THERE = Set.of(404, 410);

    private static final int CONNECTIONS = 100;
    private static final int CONNECTIONS_TO_A_HOST = 20;

    private final CloseableHttpClient client;

    HttpRedirectProbe(UploadUrlGuard.Resolver resolver) {
        this.client =
                HttpClients.custom()
                        .disableRedirectHandling()
                        .disableCookieManagement()
                        .setRetryStrategy(new OnceMore())
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setConnectionRequestTimeout(PATIENCE)
                                        .setResponseTimeout(PATIENCE)
                                        .build())
                        .setConnectionManager(
                                PoolingHttpClientConnectionManagerBuilder.create()
                                        .setMaxConnTotal(CONNECTIONS)
                                        .setMaxConnPerRoute(CONNECTIONS_TO_A_HOST)
                                        .setDnsResolver(new Names(resolver))
                                        .setDefaultConnectionConfig(
                                                ConnectionConfig.custom()
                                                        .setConnectTimeout(PATIENCE)
                                                        .setSocketTimeout(PATIENCE)
                                                        .build())
                                        .build())
                        .build();
    }

    @Override
    public Optional<String> location(URI url, Duration longest) throws IOException {
        HttpGet request = new HttpGet(url);
        CompletableFuture<Void> answered = new CompletableFuture<>();
        answered.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyAsync(
                        late -> {
                            request.cancel();
                            return null;
                        },
                        ForkJoinPool.commonPool());
        try {
            ClassicHttpResponse response = client.executeOpen(HttpHost.create(url), request, null);
            if (NOT_THERE.contains(response.getCode())) {
                throw new FileNotFoundException("HTTP " + response.getCode());
            }
            return response.getCode() / 100 == 3
                    ? Optional.ofNullable(response.getFirstHeader("Location")).map(Header::getValue)
                    : Optional.empty();
        } finally {
            answered.complete(null);
            // Gives the connection up. Closing the response would first read all of it, which may
            // be a whole video.
            request.abort();
        }
    }

    /** When a connection breaks; what refuses one, or takes too long, would do so again. */
    private static final class OnceMore extends DefaultHttpRequestRetryStrategy {

        OnceMore() {
            super(
                    1,
                    TimeValue.ZERO_MILLISECONDS,
                    List.of(
                            ConnectException.class,
                            InterruptedIOException.class,
                            SSLException.class,
                            UnknownHostException.class),
                    List.of());
        }
    }

    private record Names(UploadUrlGuard.Resolver resolver) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return resolver.resolve(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
