package org.postizgateway.security.credential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.postizgateway.bound.Lane;
import org.postizgateway.bound.Rate;
import org.postizgateway.plain.Futures;
import org.postizgateway.security.upstream.PostizInstance;
import org.postizgateway.security.upstream.PostizUnavailableException;

/**
 * Asks Postiz about credentials and remembers what it said, by their hashes. Callers that ask about
 * the same credential at the same time share one request and its outcome, an outage included, and
 * hold no thread while they wait.
 *
 * <p>One that was accepted is asked about again after its time, apart from those that nobody knows
 * yet, and is let in meanwhile when that takes long or Postiz is in trouble. Those that nobody
 * knows wait their turn: a few at a time, fewer of one address, and ever more slowly from an
 * address whose credentials are wrong.
 */
public final class CredentialChecks implements AutoCloseable {

    /** How long a caller waits for the answer about a credential that was accepted before. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How long one that nobody knows waits for its turn. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private static final int WAITING = 256;
    private static final int SHARE_OF_ONE_ADDRESS = 4;

    /** Attempts that a wrong credential counts as, beside the one that it was. */
    private static final double WRONG = 9;

    private final PostizConnection postiz;
    private final Tenants tenants;
    private final Limits limits;
    private final Consumer<String> exceeded;
    private final Ticker ticker;
    private final Rate rate;
    private final Lane unknown;
    private final Lane rechecks;
    private final Cache<String, Accepted> accepted;
    private final Cache<String, CredentialStatus> refused;
    private final Map<String, CompletableFuture<CredentialStatus>> underWay =
            new ConcurrentHashMap<>();

    /** Whose a credential is stays known as long as that it is one. */
    private record Accepted(Tenant tenant, long since) {}

    /**
     * @param ttl how long an accepted credential is believed
     * @param staleTtl how much longer it is while Postiz cannot be asked
     * @param refusalTtl how long a refused credential is
     * @param maxEntries most credentials remembered, of either kind
     * @param concurrentChecks most requests to Postiz at the same time, of either kind
     * @param perAddress how often unknown credentials of one address are checked
     * @param inAll how often unknown credentials are checked
     */
    public record Limits(
            Duration ttl,
            Duration staleTtl,
            Duration refusalTtl,
            int maxEntries,
            int concurrentChecks,
            Rate.Limit perAddress,
            Rate.Limit inAll) {}

    /**
     * @param exceeded is told each time that Postiz is not asked, with the name of the bound
     */
    public CredentialChecks(
            PostizConnection postiz, Tenants tenants, Limits limits, Consumer<String> exceeded) {
        this(postiz, tenants, limits, exceeded, Ticker.systemTicker());
    }

    CredentialChecks(
            PostizConnection postiz,
            Tenants tenants,
            Limits limits,
            Consumer<String> exceeded,
            Ticker ticker) {
        this.postiz = postiz;
        this.tenants = tenants;
        this.limits = limits;
        this.exceeded = exceeded;
        this.ticker = ticker;
        this.rate = new Rate(limits.perAddress(), limits.inAll(), ticker);
        int checks = limits.concurrentChecks();
        this.unknown =
                new Lane(
                        "credential-check",
                        checks,
                        checks / SHARE_OF_ONE_ADDRESS,
                        WAITING,
                        LONGEST_WAIT);
        this.rechecks = new Lane("credential-recheck", checks, checks, WAITING, LONGEST_WAIT);
        this.accepted = remembering(limits.ttl().plus(limits.staleTtl()));
        this.refused = remembering(limits.refusalTtl());
    }

    private <T> Cache<String, T> remembering(Duration time) {
        return Caffeine.newBuilder()
                .maximumSize(limits.maxEntries())
                .expireAfterWrite(time)
                .recordStats()
                .ticker(ticker)
                .build();
    }

    /** What is remembered, for those who watch how often that is of use. */
    public Map<String, Cache<String, ?>> caches() {
        return Map.of("credentials.accepted", accepted, "credentials.refused", refused);
    }

    /** Forgets that a credential was accepted: Postiz has refused it since. */
    public void forget(String credential) {
        accepted.invalidate(tenants.key(credential));
    }

    /** The tenant whom a credential is of, once it was accepted. */
    public Tenant tenant(String credential) {
        return tenants.known(credential)
                .or(
                        () ->
                                Optional.ofNullable(accepted.getIfPresent(tenants.key(credential)))
                                        .map(Accepted::tenant))
                .orElseGet(() -> tenants.of(credential));
    }

    /** The Postiz that a credential is of. */
    public PostizInstance instance(String credential) {
        return tenants.instance(credential);
    }

    /**
     * What Postiz says of a credential.
     *
     * @param address of the caller, for the bounds per address
     * @return fails with a {@link PostizUnavailableException} when Postiz could not be asked, and
     *     with a {@link CheckRefusedException} when it was not asked
     */
    public CompletionStage<CredentialStatus> check(String credential, String address) {
        if (!TenantHash.canBeCredential(credential)) {
            return CompletableFuture.completedFuture(CredentialStatus.UNKNOWN);
        }
        String key = tenants.key(credential);
        Accepted yes = accepted.getIfPresent(key);
        if (yes != null) {
            return ticker.read() - yes.since() < limits.ttl().toNanos()
                    ? CompletableFuture.completedFuture(CredentialStatus.VALID)
                    : again(key, credential);
        }
        CredentialStatus no = refused.getIfPresent(key);
        return no != null
                ? CompletableFuture.completedFuture(no)
                : shared(key, () -> first(key, credential, address));
    }

    /** The outcome that others wait for already, or else of a check that begins. */
    private CompletableFuture<CredentialStatus> shared(
            String key, Supplier<CompletableFuture<CredentialStatus>> begin) {
        CompletableFuture<CredentialStatus> mine = new CompletableFuture<>();
        CompletableFuture<CredentialStatus> others = underWay.putIfAbsent(key, mine);
        if (others != null) {
            return others.copy();
        }
        begin.get()
                .whenComplete(
                        (status, failure) -> {
                            underWay.remove(key, mine);
                            if (failure == null) {
                                mine.complete(status);
                            } else {
                                mine.completeExceptionally(reason(failure));
                            }
                        });
        return mine.copy();
    }

    private CompletableFuture<CredentialStatus> first(
            String key, String credential, String address) {
        Optional<Duration> wait = rate.attempt(address);
        if (wait.isPresent()) {
            exceeded.accept("credential-checks");
            return CompletableFuture.failedFuture(new CheckRefusedException(wait.get()));
        }
        return counted(unknown.run(address, () -> ask(credential)))
                .thenApply(
                        status -> {
                            if (status == CredentialStatus.UNKNOWN) {
                                rate.charge(address, WRONG);
                            }
                            return remembered(key, credential, status);
                        });
    }

    private <T> CompletableFuture<T> counted(CompletableFuture<T> check) {
        return check.whenComplete(
                (status, failure) -> {
                    if (failure instanceof Lane.FullException) {
                        exceeded.accept("credential-checks");
                    }
                });
    }

    /** Whose an accepted credential is belongs to the answer: nobody is let in as somebody else. */
    private CredentialStatus ask(String credential) {
        CredentialStatus status = postiz.check(credential);
        if (status == CredentialStatus.VALID) {
            tenants.ask(credential);
        }
        return status;
    }

    private CompletionStage<CredentialStatus> again(String key, String credential) {
        return shared(
                        key,
                        () ->
                                counted(rechecks.run(key, () -> ask(credential)))
                                        .thenApply(status -> remembered(key, credential, status)))
                .completeOnTimeout(
                        CredentialStatus.VALID, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(
                        failure -> {
                            if (reason(failure) instanceof PostizUnavailableException) {
                                return CredentialStatus.VALID;
                            }
                            throw new CompletionException(reason(failure));
                        });
    }

    private CredentialStatus remembered(String key, String credential, CredentialStatus status) {
        if (status == CredentialStatus.VALID) {
            accepted.put(key, new Accepted(tenants.of(credential), ticker.read()));
            refused.invalidate(key);
        } else {
            refused.put(key, status);
            accepted.invalidate(key);
        }
        return status;
    }

    private static Throwable reason(Throwable failure) {
        Throwable cause = Futures.cause(failure);
        return cause instanceof Lane.FullException
                ? PostizUnavailableException.later(
                        "The gateway is checking too many credentials with Postiz at once.")
                : cause;
    }

    @Override
    public void close() {
        unknown.close();
        rechecks.close();
    }
}
