package org.postizgateway.config.ledger.database;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.postizgateway.config.setting.InvalidSettingException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The secret that names the tenants of a ledger. A gateway with another one would not recognise the
 * calls of the same callers and make them again, so it does not start.
 */
final class LedgerSecret {

    private static final int ROW = 1;

    private final JdbcClient jdbc;

    LedgerSecret(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Claims the ledger for a secret, or finds that it is claimed for the same one.
     *
     * @param fingerprint of the secret of this gateway, from which it cannot be told
     * @param adopt whether the ledger is given to this secret although it had another one
     * @throws InvalidSettingException when the ledger belongs to another secret
     */
    void require(String fingerprint, boolean adopt) {
        if (insert(fingerprint) || fingerprint.equals(current())) {
            return;
        }
        if (!adopt) {
            throw new InvalidSettingException(
                    "GATEWAY_SECRET",
                    "is not the secret of this ledger: other replicas, or this one before, name"
                            + " tenants by another, so that calls would not be recognised and"
                            + " could be made twice",
                    "Set the same GATEWAY_SECRET for all replicas, or the one from before. To give"
                            + " the ledger to a new one, stop all replicas and start them with"
                            + " LEDGER_ADOPT_SECRET=true.");
        }
        jdbc.sql("UPDATE ledger_secret SET fingerprint = :new, since = :now WHERE id = :row")
                .param("new", fingerprint)
                .param("now", now())
                .param("row", ROW)
                .update();
    }

    private boolean insert(String fingerprint) {
        try {
            jdbc.sql("INSERT INTO ledger_secret VALUES (:row, :new, :now)")
                    .param("row", ROW)
                    .param("new", fingerprint)
                    .param("now", now())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private String current() {
        return jdbc.sql("SELECT fingerprint FROM ledger_secret WHERE id = :row")
                .param("row", ROW)
                .query(String.class)
                .single();
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }
}
