package org.postizgateway.security.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Assigned keys that cannot be read for a while. */
@ExtendWith(OutputCaptureExtension.class)
class AssignedKeysTest {

    private static final FileTime LATER = FileTime.from(Instant.now().plusSeconds(60));

    @TempDir private Path directory;

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void what_could_not_be_read_is_tried_again_though_the_file_looks_the_same() throws Exception {
        write("alice: 'key-1'");
        AssignedKeys keys = keys();

        // no UTF-8, so that reading it fails
        write("alice: key-\u00e9");
        assertThat(keys.of("alice")).containsExactly("key-1");
        write("alice: key-2");
        assertThat(keys.of("alice")).as("not at once").containsExactly("key-1");
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThat(keys.of("alice")).containsExactly("key-2");
    }

    @Test
    void a_trouble_is_logged_once(CapturedOutput log) throws Exception {
        Path file = write("alice: key-1");
        AssignedKeys keys = keys();

        Files.delete(file);
        lookTwice(keys);
        assertThat(log.getAll()).containsOnlyOnce("go on: " + file + " cannot be read");

        write("alice: 1");
        lookTwice(keys);
        assertThat(log.getAll()).containsOnlyOnce("something that is no key in entry 1");

        write("alice: 'key-2'");
        assertThat(keys.of("alice")).containsExactly("key-2");
        Files.delete(file);
        lookTwice(keys);
        assertThat(log.getAll().split("go on: " + file + " cannot be read", -1)).hasSize(3);
    }

    private void lookTwice(AssignedKeys keys) {
        for (int look = 0; look < 2; look++) {
            assertThat(keys.of("alice")).hasSize(1);
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        }
    }

    private AssignedKeys keys() {
        return new AssignedKeys(
                directory.resolve("keys.yaml"), Set.of(), Optional.empty(), nanos::get);
    }

    /** Files of one length are the same to whoever looks at time and size alone. */
    private Path write(String content) throws IOException {
        Path file = directory.resolve("keys.yaml");
        Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
        return Files.setLastModifiedTime(file, LATER);
    }
}
