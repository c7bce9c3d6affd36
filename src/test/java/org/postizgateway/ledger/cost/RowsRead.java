package org.postizgateway.ledger.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postizgateway.ledger.Database;

/** How many rows of tables and indexes a database reads for a statement, as it says itself. */
public final class RowsRead {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    /**
     * @param plan in the words of the database
     */
    public record Plan(long rows, String plan) {}

    private RowsRead() {}

    /** Carries the statement out once more, and takes it back. */
    static Plan of(Database kind, DataSource database, StatementLog.Executed executed)
            throws SQLException {
        return of(kind, database, executed.sql(), executed.parameters());
    }

    /** Carries a statement out, and takes it back. */
    public static Plan of(Database kind, DataSource database, String sql, List<Object> parameters)
            throws SQLException {
        String explain =
                kind == Database.H2 ? "EXPLAIN ANALYZE " : "EXPLAIN (ANALYZE, FORMAT JSON) ";
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(explain + sql)) {
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setObject(i + 1, parameters.get(i));
                }
                try (ResultSet told = statement.executeQuery()) {
                    told.next();
                    String plan = told.getString(1);
                    return new Plan(kind == Database.H2 ? ofH2(plan) : ofPostgres(plan), plan);
                }
            } finally {
                connection.rollback();
            }
        }
    }

    private static long ofH2(String plan) {
        Matcher scanned = SCANNED.matcher(plan);
        long rows = 0;
        while (scanned.find()) {
            rows += Long.parseLong(scanned.group(1));
        }
        return rows;
    }

    private static long ofPostgres(String plan) {
        try {
            return rows(JSON.readTree(plan).path(0).path("Plan"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long rows(JsonNode node) {
        long rows = 0;
        if (node.path("Node Type").asText().contains("Scan")) {
            long each =
                    node.path("Actual Rows").asLong()
                            + node.path("Rows Removed by Filter").asLong()
                            + node.path("Rows Removed by Index Recheck").asLong();
            rows = each * node.path("Actual Loops").asLong();
        }
        for (JsonNode inner : node.path("Plans")) {
            rows += rows(inner);
        }
        return rows;
    }
}
