package org.postizgateway.ledger.ration;

import java.time.Instant;
import java.util.Optional;
import org.postizgateway.ledger.Times;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code ration}: until when a tenant's calls of a tool would be refused. */
public final class RationRepository {

    private final JdbcClient jdbc;

    public RationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Instant> opensAt(String tenant, String tool) {
        return jdbc.sql("SELECT opens_at FROM ration WHERE tenant = :tenant AND tool = :tool")
                .param("tenant", tenant)
                .param("tool", tool)
                .query((row, n) -> Times.instant(row, "opens_at"))
                .optional();
    }

    public void close(String tenant, String tool, Instant opensAt) {
        if (update(tenant, tool, opensAt) == 0) {
            try {
                jdbc.sql("INSERT INTO ration VALUES (:tenant, :tool, :opens)")
                        .param("tenant", tenant)
                        .param("tool", tool)
                        .param("opens", Times.sql(opensAt))
                        .update();
            } catch (DuplicateKeyException e) {
                update(tenant, tool, opensAt);
            }
        }
    }

    private int update(String tenant, String tool, Instant opensAt) {
        return jdbc.sql(
                        "UPDATE ration SET opens_at = :opens"
                                + " WHERE tenant = :tenant AND tool = :tool")
                .param("opens", Times.sql(opensAt))
                .param("tenant", tenant)
                .param("tool", tool)
                .update();
    }
}
