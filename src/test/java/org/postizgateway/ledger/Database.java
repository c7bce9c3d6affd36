package org.postizgateway.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/** The databases that the ledger runs on, each real. */
public enum Database {
    H2 {
        @Override
        public String freshUrl() {
            return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        }
    },
    POSTGRESQL {
        @Override
        public String freshUrl() {
            EmbeddedPostgres server = Server.INSTANCE;
            Assumptions.assumeTrue(
                    server != null, "PostgreSQL's binaries do not run here: " + Server.reason);
            String name = "ledger_" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection = server.getPostgresDatabase().getConnection()) {
                connection.createStatement().execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return server.getJdbcUrl("postgres", name);
        }
    };

    /** JDBC URL of an empty database. */
    public abstract String freshUrl();

    private static final class Server {

        private static String reason = "";
        private static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
            } catch (IOException | IllegalStateException e) {
                reason = String.valueOf(e.getMessage());
                return null;
            }
        }
    }
}
