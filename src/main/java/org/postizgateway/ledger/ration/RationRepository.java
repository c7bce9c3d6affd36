package org.postizgateway.ledger.ration;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.postizgateway.ledger.Times;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code ration}: how many more calls a tenant has, and until when, by the name of the
 * quota. It is in the column {@code tool}, as replicas of an older version count by tool there.
 */
public final class RationRepository {

    /** Two answers tell the end of one window in whole seconds, and take their time to come. */
    private static final Duration SAME_WINDOW = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    public RationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes one call, if a ration is known that is not over.
     *
     * @return when the tenant has calls again, if it has none now
     */
    public Optional<Instant> take(String tenant, String name, Instant now) {
        return change(tenant, name, now, "remaining = remaining - 1", "remaining > 0")
                ? Optional.empty()
                : jdbc.sql(
                                "SELECT opens_at FROM ration WHERE tenant = :tenant AND tool = :name"
                                        + " AND opens_at > :now AND remaining = 0")
                        .param("tenant", tenant)
                        .param("name", name)
                        .param("now", Times.sql(now))
                        .query((row, n) -> Times.instant(row, "opens_at"))
                        .optional();
    }

    /** What is left of a ration that is not over, if one is known. */
    public OptionalInt left(String tenant, String name, Instant now) {
        return jdbc
                .sql(
                        "SELECT remaining FROM ration WHERE tenant = :tenant AND tool = :name"
                                + " AND opens_at > :now")
                .param("tenant", tenant)
                .param("name", name)
                .param("now", Times.sql(now))
                .query(Integer.class)
                .list()
                .stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    /** Gives one back that came to nothing, if its ration is not over. */
    public void giveBack(String tenant, String name, Instant now) {
        change(tenant, name, now, "remaining = remaining + 1", "remaining >= 0");
    }

    private boolean change(
            String tenant, String name, Instant now, String change, String condition) {
        return jdbc.sql(
                                "UPDATE ration SET "
                                        + change
                                        + " WHERE tenant = :tenant AND tool = :name"
                                        + " AND opens_at > :now AND "
                                        + condition)
                        .param("tenant", tenant)
                        .param("name", name)
                        .param("now", Times.sql(now))
                        .update()
                == 1;
    }

    /**
     * Keeps what an answer told. Within a window the least counts: others of its calls are under
     * way that the answer did not know of.
     *
     * @param opensAt when the window ends; an answer about an earlier one than is known is dropped
     */
    public void learn(String tenant, String name, int remaining, Instant opensAt, Instant now) {
        if (!update(tenant, name, remaining, opensAt, now)) {
            try {
                jdbc.sql(
                                "INSERT INTO ration (tenant, tool, opens_at, remaining)"
                                        + " VALUES (:tenant, :name, :opens, :remaining)")
                        .param("tenant", tenant)
                        .param("name", name)
                        .param("opens", Times.sql(opensAt))
                        .param("remaining", remaining)
                        .update();
            } catch (DuplicateKeyException e) {
                update(tenant, name, remaining, opensAt, now);
            }
        }
    }

    private boolean update(
            String tenant, String name, int remaining, Instant opensAt, Instant now) {
        return jdbc.sql(
                                """
                                UPDATE ration SET
                                       remaining = CASE
                                           WHEN opens_at > :latest THEN remaining
                                           WHEN opens_at >= :earliest AND opens_at > :now
                                                AND remaining < :remaining THEN remaining
                                           ELSE :remaining END,
                                       opens_at = CASE WHEN opens_at > :opens THEN opens_at
                                                       ELSE :opens END
                                WHERE tenant = :tenant AND tool = :name
                                """)
                        .param("latest", Times.sql(opensAt.plus(SAME_WINDOW)))
                        .param("earliest", Times.sql(opensAt.minus(SAME_WINDOW)))
                        .param("now", Times.sql(now))
                        .param("remaining", remaining)
                        .param("opens", Times.sql(opensAt))
                        .param("tenant", tenant)
                        .param("name", name)
                        .update()
                == 1;
    }
}
