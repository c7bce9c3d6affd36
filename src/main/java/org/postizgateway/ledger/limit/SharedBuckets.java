package org.postizgateway.ledger.limit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postizgateway.bound.LocalTokens;
import org.postizgateway.bound.TokenStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table {@code token_bucket} of a PostgreSQL: what callers have left of a limit, for all
 * replicas. While the database cannot be used each replica counts alone, so that calls go on.
 */
public final class SharedBuckets {

    private static final Logger LOG = LoggerFactory.getLogger(SharedBuckets.class);

    /** A bucket that was not used for longer is full, and so as good as none. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private static final int REMOVED_AT_A_TIME = 1_000;

    /** So many calls in a row find the database away before it is left alone. */
    private static final int FAILURES = 3;

    private final DatabaseClock clock;
    private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;
    private final CircuitBreaker breaker;

    /**
     * @param database gives up on a database that does not answer within seconds
     * @param pause how long it is left alone then
     */
    public SharedBuckets(DataSource database, Duration pause) {
        this.clock = new DatabaseClock(database);
        this.buckets =
                Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                        .primaryKeyMapper(PrimaryKeyMapper.STRING)
                        .table("token_bucket")
                        .idColumn("id")
                        .stateColumn("state")
                        .expiresAtColumn("expires_at")
                        .clientClock(clock)
                        .expirationAfterWrite(
                                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                                        KEPT))
                        .build();
        this.breaker =
                CircuitBreaker.of(
                        "sharedLimits",
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(FAILURES)
                                .minimumNumberOfCalls(FAILURES)
                                .failureRateThreshold(100)
                                .waitDurationInOpenState(pause)
                                .permittedNumberOfCallsInHalfOpenState(1)
                                .build());
        breaker.getEventPublisher()
                .onStateTransition(
                        event -> {
                            switch (event.getStateTransition()) {
                                case CLOSED_TO_OPEN ->
                                        LOG.warn(
                                                "Each replica counts calls alone now, as the limits"
                                                        + " in the ledger's database cannot be used");
                                case HALF_OPEN_TO_CLOSED ->
                                        LOG.info("Replicas count calls together again");
                                default -> LOG.debug("Limits: {}", event.getStateTransition());
                            }
                        });
    }

    /** Whether replicas count together now. */
    public boolean areShared() {
        return breaker.getState() == State.CLOSED;
    }

    /**
     * The tokens of a limit, for each owner so many per second and as many at once.
     *
     * @param limit its name; with another rate it is another limit
     */
    public TokenStore of(String limit, int perSecond) {
        BucketConfiguration rate = LocalTokens.rate(perSecond);
        TokenStore alone = new LocalTokens(perSecond);
        String prefix = limit + "/" + perSecond + "/";
        return (owner, most) -> {
            if (!breaker.tryAcquirePermission()) {
                return alone.take(owner, most);
            }
            long begun = System.nanoTime();
            try {
                clock.know();
                long taken =
                        buckets.getProxy(prefix + owner, () -> rate)
                                .tryConsumeAsMuchAsPossible(most);
                breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
                return taken;
            } catch (RuntimeException | SQLException e) {
                failed(System.nanoTime() - begun, e);
                return alone.take(owner, most);
            }
        };
    }

    /** Tries a database that was left alone for its pause, so that no call has to. */
    public void tryAgain() {
        if (areShared() || !breaker.tryAcquirePermission()) {
            return;
        }
        long begun = System.nanoTime();
        try {
            clock.read();
            // a database that is read takes no writes for that
            buckets.removeExpired(1);
            breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        } catch (RuntimeException | SQLException e) {
            failed(System.nanoTime() - begun, e);
        }
    }

    /** An interrupted call says nothing of the database. */
    private void failed(long nanos, Exception cause) {
        if (Thread.currentThread().isInterrupted()) {
            breaker.releasePermission();
        } else {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, cause);
        }
    }

    /**
     * Reads the clock of the database again and removes buckets that nobody uses.
     *
     * @throws SQLException when the database cannot be used
     */
    public void maintain() throws SQLException {
        clock.read();
        while (buckets.removeExpired(REMOVED_AT_A_TIME) == REMOVED_AT_A_TIME) {
            // there are more
        }
    }
}
