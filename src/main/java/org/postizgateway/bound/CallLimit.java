package org.postizgateway.bound;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * So many calls per second for each owner. Where asking for a token costs something, it takes a few
 * at a time: they are counted before they are used, so all who share a store together never exceed
 * it. What is not used within the time in which the store gets as many again is dropped.
 */
public final class CallLimit implements CallGate {

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final long MAX_OWNERS = 100_000;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final TokenStore store;
    private final long ahead;
    private final long interval;
    private final Ticker ticker;
    private final LoadingCache<String, Reserve> reserves;

    /** Makes the limit of a name; of a name and a rate there is one for all who share it. */
    @FunctionalInterface
    public interface Factory {

        /**
         * @param name short, for the key under which it is counted
         * @param perSecond at least 1
         */
        CallLimit of(String name, int perSecond);
    }

    /**
     * What was taken ahead for an owner. Its lock lets one call ask the store for all that wait.
     */
    private static final class Reserve {
        private final ReentrantLock lock = new ReentrantLock();
        private long left;
        private long takenAt;
        private long emptyUntil;
    }

    /**
     * @param perSecond what the store gives an owner in a second
     * @param ahead how many tokens are taken at a time
     */
    public CallLimit(TokenStore store, int perSecond, long ahead, Ticker ticker) {
        this.store = store;
        this.ahead = ahead;
        this.interval = Math.max(1, SECOND / perSecond);
        this.ticker = ticker;
        this.reserves =
                Caffeine.newBuilder()
                        .expireAfterAccess(KEPT)
                        .maximumSize(MAX_OWNERS)
                        .ticker(ticker)
                        .build(
                                owner -> {
                                    Reserve empty = new Reserve();
                                    empty.emptyUntil = ticker.read();
                                    return empty;
                                });
    }

    /** One that this process counts alone. */
    public static CallLimit local(int perSecond) {
        return new CallLimit(new LocalTokens(perSecond), perSecond, 1, Ticker.systemTicker());
    }

    /** One whose tokens are counted elsewhere; a tenth of a second's are taken at a time. */
    public static CallLimit shared(TokenStore store, int perSecond) {
        return new CallLimit(store, perSecond, ahead(perSecond), Ticker.systemTicker());
    }

    /** How many tokens a shared limit takes at a time: those of a tenth of a second. */
    public static long ahead(int perSecond) {
        return Math.max(1, perSecond / 10);
    }

    @Override
    public Optional<Duration> pass(String owner) {
        Reserve reserve = reserves.get(owner);
        reserve.lock.lock();
        try {
            long now = ticker.read();
            if (reserve.left > 0 && now - reserve.takenAt < ahead * interval) {
                reserve.left--;
                return Optional.empty();
            }
            if (now - reserve.emptyUntil < 0) {
                return Optional.of(Duration.ofNanos(reserve.emptyUntil - now));
            }
            long taken = store.take(owner, ahead);
            if (taken == 0) {
                reserve.left = 0;
                reserve.emptyUntil = now + interval;
                return Optional.of(Duration.ofNanos(interval));
            }
            reserve.left = taken - 1;
            reserve.takenAt = now;
            return Optional.empty();
        } finally {
            reserve.lock.unlock();
        }
    }

    /** What is given back is one of those that were taken ahead. */
    @Override
    public void giveBack(String owner) {
        Reserve reserve = reserves.get(owner);
        reserve.lock.lock();
        try {
            if (ticker.read() - reserve.takenAt >= ahead * interval) {
                return;
            }
            reserve.left++;
        } finally {
            reserve.lock.unlock();
        }
    }
}
