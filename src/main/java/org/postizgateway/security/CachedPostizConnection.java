package org.postizgateway.security;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Remembers what Postiz said, by the hash of the credential. Callers that ask about the same
 * credential at the same time share one request and its outcome; an outage is shared with them and
 * not remembered. The number of credentials in the cache and of requests under way is bounded, so
 * that a flood of wrong keys costs neither memory nor more than a bounded load on Postiz.
 */
public final class CachedPostizConnection implements PostizConnection {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /**
     * @param ttl how long an accepted credential is believed
     * @param refusalTtl how long a refused credential is
     * @param maxEntries most credentials remembered
     * @param concurrentChecks most requests to Postiz at the same time
     */
    public record Limits(Duration ttl, Duration refusalTtl, int maxEntries, int concurrentChecks) {

        private Duration lifetime(Outcome outcome) {
            return outcome.status()
                    .map(status -> status == CredentialStatus.VALID ? ttl : refusalTtl)
                    .orElse(Duration.ZERO);
        }
    }

    /** One of the two; an outage is no exception to the cache, which would log it. */
    private record Outcome(
            Optional<CredentialStatus> status, Optional<PostizUnavailableException> outage) {}

    private final PostizConnection postiz;
    private final TenantHash hash;
    private final Semaphore permits;
    private final AsyncCache<String, Outcome> known;

    public CachedPostizConnection(PostizConnection postiz, TenantHash hash, Limits limits) {
        this(postiz, hash, limits, Ticker.systemTicker());
    }

    CachedPostizConnection(PostizConnection postiz, TenantHash hash, Limits limits, Ticker ticker) {
        this.postiz = postiz;
        this.hash = hash;
        this.permits = new Semaphore(limits.concurrentChecks());
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(limits.maxEntries())
                        .expireAfter(
                                Expiry.<String, Outcome>writing(
                                        (key, outcome) -> limits.lifetime(outcome)))
                        .ticker(ticker)
                        .buildAsync();
    }

    @Override
    public CredentialStatus check(String credential) {
        CompletableFuture<Outcome> mine = new CompletableFuture<>();
        CompletableFuture<Outcome> underWay = known.asMap().putIfAbsent(hash.of(credential), mine);
        if (underWay != null) {
            return status(underWay.join());
        }
        try {
            mine.complete(new Outcome(Optional.of(ask(credential)), Optional.empty()));
        } catch (PostizUnavailableException outage) {
            mine.complete(new Outcome(Optional.empty(), Optional.of(outage)));
        } catch (Throwable failure) {
            mine.completeExceptionally(failure);
        }
        return status(mine.join());
    }

    private CredentialStatus ask(String credential) throws InterruptedException {
        if (!permits.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw PostizUnavailableException.later(
                    "The gateway is checking too many credentials with Postiz at once.");
        }
        try {
            return postiz.check(credential);
        } finally {
            permits.release();
        }
    }

    private static CredentialStatus status(Outcome outcome) {
        outcome.outage()
                .ifPresent(
                        outage -> {
                            throw outage;
                        });
        return outcome.status().orElseThrow();
    }
}
