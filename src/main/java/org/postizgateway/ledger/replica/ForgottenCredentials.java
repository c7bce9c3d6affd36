package org.postizgateway.ledger.replica;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.Times;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Has all replicas forget the credential that they remember of a tenant: the one that is asked at
 * once, the others in their next {@link #round}. A credential that a call brings afterwards is
 * remembered again, one that it brings before that round is forgotten too.
 */
public final class ForgottenCredentials {

    /** A replica that was not here for as long has nothing left to forget. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Credentials credentials;
    private final Map<String, Instant> done;

    /**
     * Begins with what is written down as done: a process that starts remembers nothing.
     *
     * @throws DataAccessException when the ledger cannot be read
     */
    public ForgottenCredentials(JdbcClient jdbc, Credentials credentials) {
        this.jdbc = jdbc;
        this.credentials = credentials;
        this.done = written();
    }

    /**
     * Forgets the credential of a tenant, and tells the others.
     *
     * @return whether this replica remembered one
     * @throws DataAccessException when the others cannot be told; this replica has forgotten then
     */
    public synchronized boolean forget(String tenant) {
        boolean remembered = credentials.forget(tenant);
        Instant now = Times.now();
        done.put(tenant, now);
        jdbc.sql("DELETE FROM forgotten_credential WHERE forgotten_at < :before")
                .param("before", Times.sql(now.minus(KEPT)))
                .update();
        if (!update(tenant, now)) {
            insert(tenant, now);
        }
        return remembered;
    }

    private boolean update(String tenant, Instant at) {
        return jdbc.sql(
                                "UPDATE forgotten_credential SET forgotten_at = :at"
                                        + " WHERE tenant = :tenant")
                        .param("at", Times.sql(at))
                        .param("tenant", tenant)
                        .update()
                == 1;
    }

    private void insert(String tenant, Instant at) {
        try {
            jdbc.sql(
                            "INSERT INTO forgotten_credential (tenant, forgotten_at)"
                                    + " VALUES (:tenant, :at)")
                    .param("tenant", tenant)
                    .param("at", Times.sql(at))
                    .update();
        } catch (DuplicateKeyException e) {
            update(tenant, at);
        }
    }

    /** Forgets what other replicas were asked to forget since the last round. */
    public synchronized void round() {
        Map<String, Instant> written = written();
        written.forEach(
                (tenant, at) -> {
                    if (!at.equals(done.put(tenant, at))) {
                        credentials.forget(tenant);
                    }
                });
        done.keySet().retainAll(written.keySet());
    }

    private Map<String, Instant> written() {
        Map<String, Instant> written = new HashMap<>();
        jdbc.sql("SELECT tenant, forgotten_at FROM forgotten_credential")
                .query(
                        row -> {
                            written.put(
                                    row.getString("tenant"), Times.instant(row, "forgotten_at"));
                        });
        return written;
    }
}
