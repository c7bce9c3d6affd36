package org.postizgateway.config.ledger.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.postizgateway.config.setting.InvalidSettingException;
import org.postizgateway.ledger.LedgerBackup;
import org.postizgateway.ledger.OwnerFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The ledger's database: H2 in a file by default, PostgreSQL where there is more than one replica.
 */
@Configuration(proxyBeanMethods = false)
public class LedgerDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerDatabase.class);

    private static final String H2 = "jdbc:h2:";
    private static final String H2_FILE = "jdbc:h2:file:";

    /** The same file; an interrupted writer does not close it for everyone, as by its channel. */
    private static final String H2_ASYNC = "jdbc:h2:async:";

    private static final String POSTGRESQL = "jdbc:postgresql:";

    /**
     * Without WRITE_DELAY=0, H2 keeps commits in memory for up to half a second, and a killed
     * process would forget what it had sent. Its own shutdown hook would close it before the
     * running calls have ended. Killed while it compacts the file, as it does when it closes it, it
     * leaves a file that cannot be read; space is used again without that. Its trace file tells
     * nothing that the log does not, and a directory that cannot be written would fill the console
     * with its stack traces.
     */
    private static final Map<String, String> H2_OPTIONS =
            Map.of(
                    "MODE", "PostgreSQL",
                    "DATABASE_TO_LOWER", "TRUE",
                    "WRITE_DELAY", "0",
                    "MAX_COMPACT_TIME", "0",
                    "TRACE_LEVEL_FILE", "0",
                    "DB_CLOSE_ON_EXIT", "FALSE");

    /**
     * A thousand calls that begin at once wait for each other here; they are not a database in
     * trouble.
     */
    private static final long CONNECTION_TIMEOUT_MS = 10_000;

    /** Of a database that may be starting as well; one that is not there is told soon. */
    private static final long OPENING_TIMEOUT_MS = 3_000;

    private static final String SOCKET_TIMEOUT_S = "10";
    private static final String FIX =
            "Set it to jdbc:h2:file:PATH or jdbc:postgresql://HOST:PORT/DATABASE, with LEDGER_USER"
                    + " and LEDGER_PASSWORD where the database asks for them.";

    private static final String DIRECTORY_FIX =
            "Make it a directory that can be written, or set LEDGER_URL to the database of the"
                    + " ledger.";

    /**
     * @throws InvalidSettingException when the URL is neither of the two, or cannot be connected to
     */
    @Bean
    HikariDataSource ledgerDataSource(
            @Value("${ledger.url:}") String setting,
            @Value("${gateway.data-dir:./data}") Path dataDir,
            @Value("${ledger.user:}") String user,
            @Value("${ledger.password:}") String password,
            @Value("${ledger.connections:10}") int connections) {
        String url = urlOrDefault(setting, dataDir);
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName("ledger");
        hikari.setMaximumPoolSize(connections);
        // the first call of an outage waits no longer than this before it is refused
        hikari.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        hikari.setInitializationFailTimeout(OPENING_TIMEOUT_MS);
        hikari.setExceptionOverrideClassName(SpentConnection.class.getName());
        if (url.startsWith(H2_FILE) && !url.toUpperCase(Locale.ROOT).contains("IFEXISTS")) {
            // it holds the texts of posts; H2 takes an empty file for a new ledger
            OwnerFile.prepare(file(url));
        }
        if (isEmbedded(url)) {
            if (!isEmbeddedFile(url)) {
                LOG.warn(
                        "LEDGER_URL is in the memory of this process: what the ledger holds is lost"
                                + " when the process ends, and a call that was made could be made"
                                + " again.");
            }
            hikari.setJdbcUrl(withH2Options(url));
        } else if (url.startsWith(POSTGRESQL)) {
            requireNoCredentials(url);
            hikari.setJdbcUrl(url);
            if (!url.contains("socketTimeout")) {
                hikari.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_S);
            }
        } else {
            throw new InvalidSettingException(
                    "LEDGER_URL",
                    "is neither a jdbc:h2: nor a jdbc:postgresql: URL: " + withoutOptions(url),
                    FIX);
        }
        hikari.setUsername(user.isBlank() ? null : user);
        hikari.setPassword(password.isBlank() ? null : password);
        try {
            return new LedgerPool(hikari);
        } catch (PoolInitializationException e) {
            throw unopened(setting, dataDir, url, e);
        }
    }

    /**
     * @throws InvalidSettingException when the database cannot be migrated, or takes no writes
     */
    @Bean
    FlywayMigrationStrategy ledgerMigration(
            HikariDataSource ledger,
            @Value("${ledger.url:}") String setting,
            @Value("${gateway.data-dir:./data}") Path dataDir) {
        String url = ledger.getJdbcUrl().replace(H2_ASYNC, H2_FILE);
        return flyway -> {
            try {
                flyway.migrate();
                requireWrites(ledger);
            } catch (RuntimeException e) {
                throw unopened(setting, dataDir, url, e);
            }
        };
    }

    private static InvalidSettingException unopened(
            String setting, Path dataDir, String url, RuntimeException failure) {
        return setting.isBlank()
                ? UnopenedLedger.of("GATEWAY_DATA_DIR", dataDir.toString(), DIRECTORY_FIX, failure)
                : UnopenedLedger.of("LEDGER_URL", withoutOptions(url), FIX, failure);
    }

    /** A ledger that is up to date is migrated without a write. */
    private static void requireWrites(HikariDataSource ledger) {
        new JdbcTemplate(ledger).update("UPDATE replica SET seen_at = seen_at WHERE id = ''");
    }

    /**
     * For those who ask what a gateway has written.
     *
     * @throws InvalidSettingException when the ledger is a file that is not there
     */
    public static void requireExisting(String setting, Path dataDir) {
        String url = withoutOptions(urlOrDefault(setting, dataDir));
        if (url.startsWith(H2_FILE)) {
            if (!Files.exists(file(url))) {
                throw new InvalidSettingException(
                        setting.isBlank() ? "GATEWAY_DATA_DIR" : "LEDGER_URL",
                        "leads to no ledger: there is no " + file(url),
                        "Use the settings of the gateway.");
            }
        }
    }

    private static Path file(String h2Url) {
        String path = withoutOptions(h2Url).substring(H2_FILE.length());
        // As H2 reads it
        return Path.of(path.replaceFirst("^~(?=/)", System.getProperty("user.home")) + ".mv.db");
    }

    /** Whether the database runs in this process. */
    public static boolean isEmbedded(String url) {
        return url.startsWith(H2);
    }

    /** Whether it runs in this process and keeps what it holds in a file. */
    private static boolean isEmbeddedFile(String url) {
        return isEmbedded(url) && !url.startsWith(H2 + "mem:");
    }

    @Bean
    LedgerBackup ledgerBackup(
            HikariDataSource ledger, @Value("${gateway.data-dir:./data}") Path dataDir) {
        JdbcTemplate unhurried = new JdbcTemplate(ledger);
        unhurried.setQueryTimeout(0);
        return new LedgerBackup(
                unhurried,
                isEmbeddedFile(ledger.getJdbcUrl()),
                dataDir.resolve("backups"),
                Clock.systemUTC());
    }

    private static String urlOrDefault(String setting, Path dataDir) {
        return setting.isBlank()
                ? H2_FILE + dataDir.toAbsolutePath().normalize().resolve("ledger")
                : setting;
    }

    private static String withH2Options(String url) {
        String upper = url.toUpperCase(Locale.ROOT);
        StringBuilder complete = new StringBuilder(url.replace(H2_FILE, H2_ASYNC));
        H2_OPTIONS.forEach(
                (name, value) -> {
                    if (!upper.contains(";" + name + "=")) {
                        complete.append(';').append(name).append('=').append(value);
                    }
                });
        return complete.toString();
    }

    /** The driver takes them for part of the host's name. */
    private static void requireNoCredentials(String url) {
        if (url.split("\\?", 2)[0].contains("@")) {
            throw new InvalidSettingException(
                    "LEDGER_URL",
                    "has a user or a password before the host, where its driver takes neither",
                    "Leave them out there, and set LEDGER_USER and LEDGER_PASSWORD.");
        }
    }

    /** Options may hold a password. */
    private static String withoutOptions(String url) {
        return url.split("[?;]", 2)[0].replaceAll("//[^/@]*@", "//");
    }
}
