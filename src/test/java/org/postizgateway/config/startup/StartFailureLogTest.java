package org.postizgateway.config.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.GatewayApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is printed by a start that fails. */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureLogTest {

    @TempDir private Path data;

    @Test
    void a_failed_start_ends_in_its_report_and_prints_no_stack_trace(CapturedOutput output)
            throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(
                            () ->
                                    SpringApplication.run(
                                            GatewayApplication.class,
                                            "--gateway.port=" + port,
                                            "--server.port=0",
                                            "--ledger.url=",
                                            "--gateway.data-dir=" + data))
                    .isNotNull();

            assertThat(output)
                    .contains("GATEWAY_PORT " + port + " at GATEWAY_ADDRESS 127.0.0.1")
                    .doesNotContain("\tat ", " WARN ");
        }
    }

    @Test
    void a_start_without_its_configuration_says_so_and_leaves_no_door_open(CapturedOutput output)
            throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path nowhere = data.resolve("nowhere");

        assertThatThrownBy(
                        () ->
                                SpringApplication.run(
                                        GatewayApplication.class,
                                        "--gateway.port=" + port,
                                        "--server.port=0",
                                        "--gateway.config-dir=" + nowhere,
                                        "--gateway.data-dir=" + data))
                .isNotNull();

        assertThat(output)
                .contains(nowhere + ": is not a directory. Create it")
                .doesNotContain("An empty file switches");
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
    }
}
