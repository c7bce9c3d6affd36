package org.postizgateway.ledger.model;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.postizgateway.config.ledger.migration.ItemsOfCreates;
import org.postizgateway.config.ledger.migration.PostsOfItems;
import org.postizgateway.ledger.Database;

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

    @Override
    public void close() {
        pool.close();
    }
}
