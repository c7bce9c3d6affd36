package org.postizgateway.ledger.call.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.replica.Replica;
import org.postizgateway.outcome.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Lets one call at a time change a post, over all replicas: what a change sends is made of how it
 * found the post, so of two at once the later would undo the earlier.
 */
public final class PostLocks {

    private static final Logger LOG = LoggerFactory.getLogger(PostLocks.class);

    private static final String ASKED = "PostizLockAskedAt";
    private static final String HOLDER = "PostizLockHolder";

    /** How long a call waits for another. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Longer than the longest call: fifty drafts take ten seconds each. */
    private static final Duration LEASE = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final Replica replica;
    private final TransactionOperations transactions;

    public PostLocks(JdbcClient jdbc, Replica replica, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.replica = replica;
        this.transactions = transactions;
    }

    /**
     * Locks posts until the exchange is done, all or none of them.
     *
     * @param tenant keyed hash of the credential
     * @param postIds a collection of them, or one
     * @return whether another call has one of them, so that this has to be asked again soon
     * @throws LedgerException when that call takes too long, or the ledger cannot be written
     */
    public boolean mustWait(String tenant, Object postIds, Exchange exchange) {
        if (exchange.getProperty(HOLDER) != null) {
            return false;
        }
        // in one order, so that two calls never wait for each other
        List<String> posts = PostIds.of(postIds).stream().sorted().toList();
        String holder = UUID.randomUUID().toString();
        if (take(tenant, posts, holder)) {
            exchange.setProperty(HOLDER, holder);
            exchange.getExchangeExtension()
                    .addOnCompletion(
                            new SynchronizationAdapter() {
                                @Override
                                public void onDone(Exchange done) {
                                    release(holder);
                                }
                            });
            return false;
        }
        Instant asked = exchange.getProperty(ASKED, Times.now(), Instant.class);
        exchange.setProperty(ASKED, asked);
        if (asked.plus(PATIENCE).isBefore(Times.now())) {
            throw new LedgerException(
                    Reason.STILL_RUNNING,
                    "Another call is changing the same post, so this one changed nothing. Look at"
                            + " the post with postDetailTool, and make the call again if it is"
                            + " still wanted.");
        }
        return true;
    }

    private boolean take(String tenant, List<String> posts, String holder) {
        if (posts.isEmpty()) {
            return true;
        }
        try {
            transactions.executeWithoutResult(
                    status -> {
                        free(tenant, posts);
                        posts.forEach(post -> insert(tenant, post, holder));
                    });
            return true;
        } catch (DuplicateKeyException | ConcurrencyFailureException e) {
            return false;
        } catch (DataAccessException | TransactionException e) {
            throw LedgerException.unavailable();
        }
    }

    /** Those of calls that ended without a word, as their replicas did. */
    private void free(String tenant, List<String> posts) {
        jdbc.sql(
                        """
                        DELETE FROM post_lock
                        WHERE tenant = :tenant AND post IN (:posts)
                        AND (until_at < :now
                            OR owner <> :own
                            AND owner NOT IN (SELECT id FROM replica WHERE seen_at >= :cutoff))
                        """)
                .param("tenant", tenant)
                .param("posts", posts)
                .param("now", Times.sql(Times.now()))
                .param("own", replica.id())
                .param("cutoff", Times.sql(replica.cutoff()))
                .update();
    }

    private void insert(String tenant, String post, String holder) {
        jdbc.sql(
                        "INSERT INTO post_lock (tenant, post, holder, owner, until_at)"
                                + " VALUES (:tenant, :post, :holder, :owner, :until)")
                .param("tenant", tenant)
                .param("post", post)
                .param("holder", holder)
                .param("owner", replica.id())
                .param("until", Times.sql(Times.now().plus(LEASE)))
                .update();
    }

    /** What cannot be deleted now is free once its time is up. */
    private void release(String holder) {
        try {
            jdbc.sql("DELETE FROM post_lock WHERE holder = :holder")
                    .param("holder", holder)
                    .update();
        } catch (DataAccessException e) {
            LOG.warn("Posts that a call has changed stay locked for up to {}", LEASE, e);
        }
    }
}
