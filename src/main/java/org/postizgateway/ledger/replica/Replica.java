package org.postizgateway.ledger.replica;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.postizgateway.ledger.Times;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * This process among those that share the ledger. Rows carry the id of the replica that works on
 * them; a replica that was not seen for longer than the lease has lost its rows. All times are the
 * database's, so that the replicas' clocks do not matter.
 */
public final class Replica {

    private final JdbcClient jdbc;
    private final Duration lease;
    private final String id = hostName() + "-" + UUID.randomUUID();
    private volatile boolean left;

    public Replica(JdbcClient jdbc, Duration lease) {
        this.jdbc = jdbc;
        this.lease = lease;
    }

    public String id() {
        return id;
    }

    /**
     * Says that this replica is alive; called several times within a lease. Once it has left it
     * only tries the database.
     */
    public void heartbeat() {
        int updated =
                jdbc.sql("UPDATE replica SET seen_at = CURRENT_TIMESTAMP WHERE id = :id")
                        .param("id", id)
                        .update();
        if (updated == 0 && !left) {
            jdbc.sql(
                            "INSERT INTO replica (id, started_at, seen_at)"
                                    + " VALUES (:id, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)")
                    .param("id", id)
                    .update();
        }
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

    /** Replicas seen before this time are dead. */
    public Instant cutoff() {
        return jdbc.sql("SELECT CURRENT_TIMESTAMP")
                .query(OffsetDateTime.class)
                .single()
                .toInstant()
                .minus(lease);
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
