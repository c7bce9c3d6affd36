package org.postizgateway.security;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

        private Duration lifetime(CredentialStatus status) {
            return status == CredentialStatus.VALID ? ttl : refusalTtl;
        }
    }

    private final PostizConnection postiz;
    private final TenantHash hash;
    private final Semaphore permits;
    private final AsyncCache<String, CredentialStatus> known;

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
                                Expiry.<String, CredentialStatus>writing(
                                        (key, status) -> limits.lifetime(status)))
                        .ticker(ticker)
                        .buildAsync();
    }

    @Override
    public CredentialStatus check(String credential) {
        CompletableFuture<CredentialStatus> mine = new CompletableFuture<>();
        CompletableFuture<CredentialStatus> underWay =
                known.asMap().putIfAbsent(hash.of(credential), mine);
        if (underWay != null) {
            return outcome(underWay);
        }
        try {
            mine.complete(ask(credential));
        } catch (Throwable failure) {
            mine.completeExceptionally(failure);
        }
        return outcome(mine);
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

    private static CredentialStatus outcome(CompletableFuture<CredentialStatus> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PostizUnavailableException unavailable) {
                throw unavailable;
            }
            throw e;
        }
    }
}
