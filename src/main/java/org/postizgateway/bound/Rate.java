package org.postizgateway.bound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;

/**
 * Attempts or amounts per second, for each owner and for all together, as token buckets. A failed
 * attempt can be charged more, so that an owner whose attempts fail is slowed down.
 */
public final class Rate {

    private static final long MAX_OWNERS = 100_000;
    private static final double NANOS = 1e9;

    private final Limit perOwner;
    private final Limit inAll;
    private final Ticker ticker;
    private final Cache<String, Bucket> owners;
    private final Bucket all = new Bucket();

    /**
     * @param perSecond attempts per second in the long run
     * @param burst attempts at once after a quiet time
     */
    public record Limit(double perSecond, double burst) {

        /** After this time the deepest debt is forgiven. */
        private Duration forgiven() {
            return Duration.ofMillis((long) (2_000 * burst / perSecond) + 1);
        }
    }

    /** Attempts that count now, a number that falls with time. */
    private static final class Bucket {
        private double level;
        private long at;
    }

    public Rate(Limit perOwner, Limit inAll) {
        this(perOwner, inAll, Ticker.systemTicker());
    }

    public Rate(Limit perOwner, Limit inAll, Ticker ticker) {
        this.perOwner = perOwner;
        this.inAll = inAll;
        this.ticker = ticker;
        this.owners =
                Caffeine.newBuilder()
                        .expireAfterAccess(perOwner.forgiven())
                        .maximumSize(MAX_OWNERS)
                        .ticker(ticker)
                        .build();
    }

    /**
     * Counts an attempt.
     *
     * @return how long to wait with it, when there were too many; it is not counted then
     */
    public Optional<Duration> attempt(String owner) {
        return take(owner, 1);
    }

    /**
     * Counts an amount. What is more than can be taken at once is let through when nothing else
     * counts.
     *
     * @return how long to wait with it, when it is too much; it is not counted then
     */
    public synchronized Optional<Duration> take(String owner, double amount) {
        Bucket own = owners.get(owner, name -> new Bucket());
        Duration wait = max(wait(own, perOwner, amount), wait(all, inAll, amount));
        if (!wait.isZero()) {
            return Optional.of(wait);
        }
        own.level += amount;
        all.level += amount;
        return Optional.empty();
    }

    /** Counts no longer what was taken and came to nothing. */
    public synchronized void giveBack(String owner, double amount) {
        Bucket own = owners.getIfPresent(owner);
        if (own != null) {
            own.level = Math.max(0, own.level - amount);
        }
        all.level = Math.max(0, all.level - amount);
    }

    /** How long an owner has to wait with its next attempt, when it made too many. */
    public synchronized Optional<Duration> tooMany(String owner) {
        Bucket own = owners.getIfPresent(owner);
        return Optional.ofNullable(own)
                .map(bucket -> wait(bucket, perOwner, 1))
                .filter(wait -> !wait.isZero());
    }

    /** Counts further attempts on the owner alone, because one failed. */
    public synchronized void charge(String owner, double attempts) {
        Bucket own = owners.get(owner, name -> new Bucket());
        wait(own, perOwner, attempts);
        own.level = Math.min(own.level + attempts, 2 * perOwner.burst());
    }

    private Duration wait(Bucket bucket, Limit limit, double amount) {
        long now = ticker.read();
        double fallen = (now - bucket.at) / NANOS * limit.perSecond();
        bucket.level = Math.max(0, bucket.level - fallen);
        bucket.at = now;
        double over = bucket.level + Math.min(amount, limit.burst()) - limit.burst();
        return over <= 0
                ? Duration.ZERO
                : Duration.ofNanos((long) Math.ceil(over / limit.perSecond() * NANOS));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
