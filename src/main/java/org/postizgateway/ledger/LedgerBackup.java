package org.postizgateway.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Copies of an H2 ledger that is in use, which no copy of its open file replaces. PostgreSQL has
 * its own tools.
 */
public final class LedgerBackup {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerBackup.class);

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final JdbcTemplate jdbc;
    private final boolean embedded;
    private final Path directory;
    private final Clock clock;

    /**
     * @param embedded whether the ledger is an H2 database of this process
     * @param directory for the copies; it is made
     */
    public LedgerBackup(JdbcTemplate jdbc, boolean embedded, Path directory, Clock clock) {
        this.jdbc = jdbc;
        this.embedded = embedded;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Writes a consistent copy while calls go on.
     *
     * @return the zip file; empty where the database is none of this process
     * @throws NotWritten when the copy cannot be written; nothing of it is left then
     * @throws org.springframework.dao.DataAccessException when the ledger cannot be read
     */
    public Optional<Path> write() {
        if (!embedded) {
            return Optional.empty();
        }
        Path file =
                directory
                        .toAbsolutePath()
                        .normalize()
                        .resolve("ledger-" + STAMP.format(clock.instant()) + ".zip");
        // it holds the texts of posts
        OwnerFile.prepare(file);
        try {
            jdbc.execute("BACKUP TO '" + file.toString().replace("'", "''") + "'");
        } catch (CannotGetJdbcConnectionException e) {
            throw e;
        } catch (DataAccessException e) {
            remove(file);
            throw new NotWritten(file, e);
        }
        return Optional.of(file);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("What there is of the backup {} cannot be removed: {}", file, e.toString());
        }
    }

    /** The file could not be written. The message says why. */
    public static final class NotWritten extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotWritten(Path file, DataAccessException cause) {
            super("The backup " + file + " cannot be written: " + why(cause), cause);
        }

        private static String why(DataAccessException cause) {
            String reason = String.valueOf(cause.getMostSpecificCause().getMessage());
            return reason.lines().findFirst().orElse("no reason is known");
        }
    }
}
