package org.postizgateway.config.command.doctor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.h2.api.ErrorCode;

/**
 * Whether the ledger can be read, which version it has, and which replicas share it. Reads only.
 */
final class LedgerProbe {

    private static final String LEDGER = "ledger";
    private static final String REPLICAS = "replicas";
    private static final int PATIENCE_S = 10;

    /** A trace file would be there although nothing else was written. */
    private static final String READ_ONLY_H2 =
            ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r;TRACE_LEVEL_FILE=0;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";

    /** PostgreSQL, and H2. */
    private static final Set<String> NO_TABLE = Set.of("42P01", "42S02", "42S04");

    private final String url;
    private final Properties login = new Properties();
    private final long leaseSeconds;

    /**
     * @param leaseSeconds after which a replica that was not seen is dead
     */
    LedgerProbe(String url, String user, String password, long leaseSeconds) {
        boolean embedded = url.startsWith("jdbc:h2:");
        this.url = embedded ? url + READ_ONLY_H2 : url;
        this.leaseSeconds = leaseSeconds;
        if (!user.isBlank()) {
            login.setProperty("user", user);
        }
        if (!password.isBlank()) {
            login.setProperty("password", password);
        }
        if (!embedded) {
            login.setProperty("socketTimeout", String.valueOf(PATIENCE_S));
            login.setProperty("connectTimeout", String.valueOf(PATIENCE_S));
        }
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        try (Connection ledger = DriverManager.getConnection(url, login);
                Statement statement = ledger.createStatement()) {
            statement.setQueryTimeout(PATIENCE_S);
            findings.add(Finding.ok(LEDGER, version(ledger, statement)));
            findings.add(replicas(statement));
        } catch (SQLException e) {
            findings.add(failure(e));
        }
        return findings;
    }

    private static Finding failure(SQLException e) {
        if (NO_TABLE.contains(e.getSQLState())) {
            return Finding.odd(
                    LEDGER, "has no tables yet: the first start of a gateway makes them");
        }
        return switch (e.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                    Finding.ok(
                            LEDGER,
                            "is an H2 file that a gateway has open; GET /actuator/health tells more");
            case ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1 ->
                    Finding.odd(LEDGER, "is an H2 file that does not exist yet");
            default ->
                    Finding.wrong(
                            LEDGER,
                            "cannot be used: SQLSTATE %s, %s"
                                    .formatted(
                                            e.getSQLState(),
                                            String.valueOf(e.getMessage())
                                                    .lines()
                                                    .findFirst()
                                                    .orElse("")));
        };
    }

    private static String version(Connection ledger, Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery(
                        "SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"success\""
                                + " ORDER BY \"installed_rank\" DESC")) {
            return "%s, schema version %s"
                    .formatted(
                            ledger.getMetaData().getDatabaseProductName(),
                            row.next() ? row.getString(1) : "none");
        }
    }

    private Finding replicas(Statement statement) throws SQLException {
        List<String> alive = new ArrayList<>();
        List<String> configurations = new ArrayList<>();
        try (ResultSet row =
                statement.executeQuery(
                        "SELECT id, configuration FROM replica WHERE seen_at >= CURRENT_TIMESTAMP"
                                + " - INTERVAL '"
                                + leaseSeconds
                                + "' SECOND ORDER BY started_at")) {
            while (row.next()) {
                String hash = row.getString(2);
                String serves =
                        hash == null ? "unknown" : hash.substring(0, Math.min(12, hash.length()));
                alive.add(row.getString(1) + " serves " + serves);
                configurations.add(serves);
            }
        }
        String says = alive.isEmpty() ? "none is alive" : String.join(", ", alive);
        return configurations.stream().distinct().count() > 1
                ? Finding.odd(REPLICAS, "serve different configurations: " + says)
                : Finding.ok(REPLICAS, says);
    }
}
