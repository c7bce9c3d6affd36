package org.postizgateway.ledger.model;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.postizgateway.config.ledger.migration.ItemsOfCreates;
import org.postizgateway.config.ledger.migration.PostsOfItems;
import org.postizgateway.ledger.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An empty ledger that no gateway has opened. */
public record TestDatabase(HikariDataSource pool, String url) implements AutoCloseable {

    private static final int CONNECTIONS = 40;

    public static TestDatabase open(Database database) {
        String options = database == Database.H2 ? ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE" : "";
        String url = database.freshUrl() + options;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        HikariDataSource pool = new HikariDataSource(config);
        Flyway.configure()
                .dataSource(pool)
                .javaMigrations(new ItemsOfCreates(), new PostsOfItems())
                .load()
                .migrate();
        return new TestDatabase(pool, url);
    }

    /**
     * Copies the rows of a table.
     *
     * @param where which ones
     * @param changes SQL expressions by their columns, in small letters
     */
    public void copy(String table, String where, Map<String, String> changes) {
        List<String> columns =
                JdbcClient.create(pool)
                        .sql(
                                "SELECT LOWER(column_name) FROM information_schema.columns"
                                        + " WHERE LOWER(table_name) = :table")
                        .param("table", table)
                        .query(String.class)
                        .list();
        JdbcClient.create(pool)
                .sql(
                        "INSERT INTO %s (%s) SELECT %s FROM %1$s WHERE %s"
                                .formatted(
                                        table,
                                        String.join(", ", columns),
                                        columns.stream()
                                                .map(name -> changes.getOrDefault(name, name))
                                                .collect(Collectors.joining(", ")),
                                        where))
                .update();
    }

    @Override
    public void close() {
        pool.close();
    }
}
