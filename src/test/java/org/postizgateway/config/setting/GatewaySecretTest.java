package org.postizgateway.config.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GatewaySecretTest {

    @TempDir private Path directory;

    private static GatewaySettings settings(String secret, Path dataDir) {
        return new Binder(
                        new MapConfigurationPropertySource(
                                Map.of(
                                        "gateway.secret",
                                        secret,
                                        "gateway.data-dir",
                                        dataDir.toString())))
                .bindOrCreate("gateway", GatewaySettings.class);
    }

    @Test
    void the_first_start_makes_a_secret_that_only_its_owner_can_read() throws Exception {
        byte[] secret = GatewaySecret.of(settings("", directory.resolve("data")));

        Path file = directory.resolve("data/gateway.secret");
        assertThat(new String(secret)).matches("[0-9a-f]{64}");
        assertThat(Files.readString(file).strip()).isEqualTo(new String(secret));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void the_next_start_finds_the_same_secret() {
        byte[] first = GatewaySecret.of(settings("", directory));

        assertThat(GatewaySecret.of(settings("", directory))).isEqualTo(first);
    }

    @Test
    void a_configured_secret_is_used_and_nothing_is_written() {
        String configured = "0123456789abcdef0123456789abcdef";

        assertThat(GatewaySecret.of(settings(configured, directory.resolve("data"))))
                .isEqualTo(configured.getBytes());
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void a_directory_that_cannot_be_written_is_refused_with_the_way_out() throws Exception {
        Path file = Files.writeString(directory.resolve("a-file"), "");

        assertThatThrownBy(() -> GatewaySecret.of(settings("", file)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContainingAll("GATEWAY_SECRET", "GATEWAY_DATA_DIR");
    }

    @Test
    void a_damaged_file_is_refused_and_not_replaced() throws Exception {
        Path file = Files.writeString(directory.resolve("gateway.secret"), "half");

        assertThatThrownBy(() -> GatewaySecret.of(settings("", directory)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("no usable secret");
        assertThat(file).hasContent("half");
    }
}
