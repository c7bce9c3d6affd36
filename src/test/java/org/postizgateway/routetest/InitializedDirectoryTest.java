package org.postizgateway.routetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.config.command.InitCommand;

/** The directory that {@code --init} writes. */
class InitializedDirectoryTest {

    @TempDir private Path temporary;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void passes_its_tests() {
        Path directory = temporary.resolve("new/config");

        assertThat(InitCommand.run(out, out, directory.toString())).isZero();

        assertThat(written.toString()).contains(directory.resolve("README.md").toString());
        assertThat(RouteTestCommand.run(out, out, false, directory.toString()))
                .as(written.toString())
                .isZero();
    }

    @Test
    void is_not_written_where_something_is() throws Exception {
        Files.writeString(temporary.resolve("mine"), "keep");

        assertThat(InitCommand.run(out, out, temporary.toString())).isEqualTo(1);
        assertThat(InitCommand.run(out, out, temporary.resolve("mine").toString())).isEqualTo(1);
        assertThat(InitCommand.run(out, out)).isEqualTo(2);

        assertThat(temporary.toFile().list()).containsExactly("mine");
        assertThat(written.toString()).contains("is not an empty directory. Nothing was written.");
    }
}
