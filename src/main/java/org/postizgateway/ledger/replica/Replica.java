package org.postizgateway.ledger.replica;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.postizgateway.ledger.Times;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * This process among those that share the ledger. Rows carry the id of the replica that works on
 * them; a replica that was not seen for longer than the lease, while the database could be reached,
 * has lost its rows. All times are the database's, so that the replicas' clocks do not matter.
 */
public final class Replica {

    private final JdbcClient jdbc;
    private final Duration lease;
    private final Pulse pulse;
    private final String id = hostName() + "-" + UUID.randomUUID();
    private volatile boolean left;
    private volatile String configuration;

    public Replica(JdbcClient jdbc, Duration lease) {
        this(jdbc, lease, new Pulse(lease, System::nanoTime));
    }

    Replica(JdbcClient jdbc, Duration lease, Pulse pulse) {
        this.jdbc = jdbc;
        this.lease = lease;
        this.pulse = pulse;
    }

    public String id() {
        return id;
    }

    /**
     * A replica that shares the ledger.
     *
     * @param configuration hash of what it serves; empty when it has not said so
     */
    public record Peer(String id, Instant startedAt, Optional<String> configuration) {}

    /** From the next heartbeat on, the others know that it serves this configuration. */
    public void serves(String hash) {
        configuration = hash;
    }

    /** Those that are alive, this one among them, the oldest first. */
    public List<Peer> alive() {
        return jdbc.sql(
                        "SELECT id, started_at, configuration FROM replica"
                                + " WHERE seen_at >= :cutoff OR id = :id ORDER BY started_at, id")
                .param("cutoff", Times.sql(cutoff()))
                .param("id", id)
                .query(
                        (row, number) ->
                                new Peer(
                                        row.getString("id"),
                                        row.getObject("started_at", OffsetDateTime.class)
                                                .toInstant(),
                                        Optional.ofNullable(row.getString("configuration"))))
                .list();
    }

    /**
     * Says that this replica is alive, and what it serves; called several times within a lease.
     * Once it has left it only tries the database.
     */
    public void heartbeat() {
        int updated =
                jdbc.sql(
                                "UPDATE replica SET seen_at = CURRENT_TIMESTAMP,"
                                        + " configuration = :configuration WHERE id = :id")
                        .param("configuration", configuration, Types.VARCHAR)
                        .param("id", id)
                        .update();
        if (updated == 0 && !left) {
            jdbc.sql(
                            "INSERT INTO replica (id, started_at, seen_at, configuration)"
                                    + " VALUES (:id, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP,"
                                    + " :configuration)")
                    .param("id", id)
                    .param("configuration", configuration, Types.VARCHAR)
                    .update();
        }
        pulse.beat();
    }

    /** Whether the replica still holds its rows. This one does, however late its heartbeat is. */
    public boolean isAlive(String replica) {
        return replica.equals(id) || wasSeen(replica);
    }

    private boolean wasSeen(String replica) {
        return jdbc.sql("SELECT COUNT(*) FROM replica WHERE id = :id AND seen_at >= :cutoff")
                        .param("id", replica)
                        .param("cutoff", Times.sql(cutoff()))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Replicas seen before this time are dead, unless they could not be seen since. */
    public Instant cutoff() {
        return jdbc.sql("SELECT CURRENT_TIMESTAMP")
                .query(OffsetDateTime.class)
                .single()
                .toInstant()
                .minus(lease)
                .minus(pulse.allowance());
    }

    /** Gives up this replica's rows at once, at the end of an orderly stop. */
    public void leave() {
        left = true;
        jdbc.sql("DELETE FROM replica WHERE id = :id").param("id", id).update();
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.length() > 60 ? name.substring(0, 60) : name;
        } catch (UnknownHostException e) {
            return "gateway";
        }
    }
}
