package org.postizgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A copy of a file that is in use can be opened, and holds what was written. */
class LedgerBackupTest {

    private static final Clock NOW =
            Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);

    @TempDir Path directory;

    @Test
    void a_database_in_use_is_copied_whole() throws Exception {
        JdbcTemplate ledger = database(directory.resolve("ledger"));
        ledger.execute("CREATE TABLE calls (id INT)");
        ledger.update("INSERT INTO calls VALUES (42)");
        Path target = directory.resolve("bob's backups");

        Path file = new LedgerBackup(ledger, true, target, NOW).write().orElseThrow();
        ledger.update("DELETE FROM calls");

        assertThat(file).isEqualTo(target.resolve("ledger-20261128T120000Z.zip"));
        assertThat(Files.getPosixFilePermissions(file))
                .as("it holds the texts of posts")
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        unpack(file, directory.resolve("restored"));
        assertThat(
                        database(directory.resolve("restored/ledger"))
                                .queryForObject("SELECT id FROM calls", Integer.class))
                .isEqualTo(42);
    }

    @Test
    void one_that_cannot_be_written_says_why_and_leaves_nothing() throws Exception {
        JdbcTemplate ledger = database(directory.resolve("ledger"));
        // opening it leaves an empty file, and it takes nothing
        Path target = Files.createDirectory(directory.resolve("backups"));
        Path full = target.resolve("ledger-20261128T120000Z.zip");
        Files.createSymbolicLink(full, Path.of("/dev/full"));

        assertThatThrownBy(() -> new LedgerBackup(ledger, true, target, NOW).write())
                .isInstanceOf(LedgerBackup.NotWritten.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("No space left");
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void a_database_of_its_own_is_left_to_its_own_tools() {
        LedgerBackup backup = new LedgerBackup(new JdbcTemplate(), false, directory, NOW);

        assertThat(backup.write()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    private static JdbcTemplate database(Path file) {
        return new JdbcTemplate(
                new DriverManagerDataSource("jdbc:h2:async:" + file + ";DB_CLOSE_DELAY=-1"));
    }

    private static void unpack(Path zip, Path target) throws IOException {
        Files.createDirectories(target);
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            for (ZipEntry entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                Files.copy(entries, target.resolve(entry.getName()));
            }
        }
    }
}
