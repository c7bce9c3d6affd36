package org.postizgateway.config.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.security.credential.TenantHash;

/** The hash of a tenant from its key, without a gateway that runs. */
@Timeout(60)
class TenantHashCommandTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir private Path data;

    private int run(String input, String... settings) {
        return TenantHashCommand.run(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true),
                new PrintStream(err, true),
                settings);
    }

    @Test
    void is_that_of_the_secret_in_the_settings() {
        int code = run("a-key\n", "--gateway.secret=" + SECRET);

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString().strip())
                .isEqualTo(new TenantHash(SECRET.getBytes(StandardCharsets.UTF_8)).of("a-key"));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void is_that_of_the_secret_in_the_data_directory() throws Exception {
        Files.writeString(data.resolve("gateway.secret"), SECRET + "\n");

        assertThat(run("a-key", "--gateway.data-dir=" + data)).isZero();
        assertThat(out.toString().strip())
                .isEqualTo(new TenantHash(SECRET.getBytes(StandardCharsets.UTF_8)).of("a-key"));
    }

    @Test
    void makes_no_secret_where_there_is_none_but_says_so() {
        assertThat(run("a-key", "--gateway.data-dir=" + data)).isEqualTo(1);

        assertThat(data).isEmptyDirectory();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("GATEWAY_SECRET is not set", data.toString());
    }

    @Test
    void takes_one_key_and_nothing_else() {
        for (String input : new String[] {"", "  \n", "two words", "a\nb", "x".repeat(2000)}) {
            assertThat(run(input, "--gateway.secret=" + SECRET)).as(input).isEqualTo(2);
        }
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("--tenant-hash");
    }

    @Test
    void says_in_one_line_what_is_wrong_with_a_setting() {
        assertThat(run("a-key", "--gateway.secret=short")).isEqualTo(1);

        assertThat(err.toString().strip().lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("GATEWAY_SECRET");
    }
}
