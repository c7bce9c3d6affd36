package org.postizgateway.bound;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** Tokens that are counted in this process: so many per second, and as many at once. */
public final class LocalTokens implements TokenStore {

    /** After a second without a call a bucket is full, and so as good as none. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private static final long MAX_OWNERS = 100_000;

    private final LoadingCache<String, Bucket> buckets;

    public LocalTokens(int perSecond) {
        this(perSecond, TimeMeter.SYSTEM_NANOTIME);
    }

    public LocalTokens(int perSecond, TimeMeter clock) {
        BucketConfiguration rate = rate(perSecond);
        this.buckets =
                Caffeine.newBuilder()
                        .expireAfterAccess(KEPT)
                        .maximumSize(MAX_OWNERS)
                        .ticker(clock::currentTimeNanos)
                        .build(
                                owner ->
                                        Bucket.builder()
                                                .withCustomTimePrecision(clock)
                                                .addLimit(rate.getBandwidths()[0])
                                                .build());
    }

    /** A bucket of as many tokens as it gets in a second. */
    public static BucketConfiguration rate(int perSecond) {
        return BucketConfiguration.builder()
                .addLimit(
                        limit ->
                                limit.capacity(perSecond)
                                        .refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    @Override
    public long take(String owner, long most) {
        return buckets.get(owner).tryConsumeAsMuchAsPossible(most);
    }
}
