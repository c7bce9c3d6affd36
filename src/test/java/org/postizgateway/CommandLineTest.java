package org.postizgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands behind the jar is a command, settings, or refused. */
@Timeout(400)
class CommandLineTest {

    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--dcotor | \"--dcotor\" is neither a command nor a setting (--PROPERTY=VALUE). Do you mean --doctor?",
                "--chekc | \"--chekc\" is neither a command nor a setting (--PROPERTY=VALUE). Do you mean --check?",
                "my-config | \"my-config\" is neither a command nor a setting (--PROPERTY=VALUE). See --help.",
                "-h | \"-h\" is neither a command nor a setting (--PROPERTY=VALUE). See --help."
            })
    void what_is_neither_is_refused_with_what_is_meant(String argument, String line) {
        assertThat(CommandLine.problem(argument)).contains(line);
    }

    @Test
    void a_command_behind_settings_is_refused() {
        assertThat(CommandLine.problem("--server.port=0", "--doctor"))
                .contains("\"--doctor\" is a command and has to come first.");
    }

    @Test
    void settings_are_taken() {
        assertThat(CommandLine.problem()).isEmpty();
        assertThat(CommandLine.problem("--server.port=0", "--a.b=", "--c=x\ny", "--debug"))
                .isEmpty();
    }

    @Test
    void help_names_every_command() {
        assertThat(CommandLine.help())
                .contains("--check", "--test", "--doctor", "--verify-audit", "--init")
                .contains("--tenant-hash", "--help");
    }

    @Test
    void an_unknown_option_starts_nothing() throws Exception {
        assertThat(run("--dcotor")).isEqualTo(2);
        assertThat(directory.resolve("out")).isEmptyFile();
        assertThat(directory.resolve("err")).content().contains("Do you mean --doctor?");
    }

    @Test
    void whoever_asks_for_help_behind_a_command_gets_it_and_nothing_is_done() throws Exception {
        Path wanted = directory.resolve("wanted");

        assertThat(run("--init", wanted.toString(), "--help")).isZero();
        assertThat(directory.resolve("out")).content().contains("--init DIR");
        assertThat(wanted).doesNotExist();
    }

    @Test
    void the_report_is_all_that_the_standard_output_gets() throws Exception {
        run(
                "--doctor",
                "--format",
                "json",
                "--logging.level.org.flywaydb=info",
                "--postiz.url=http://127.0.0.1:9",
                "--gateway.config-dir=" + directory,
                "--gateway.data-dir=" + directory.resolve("data"));

        JsonNode report = new ObjectMapper().readTree(Files.readString(directory.resolve("out")));
        assertThat(report.path("findings")).isNotEmpty();
    }

    private int run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(GatewayApplication.class.getName());
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(directory.resolve("out").toFile())
                        .redirectError(directory.resolve("err").toFile())
                        .start();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
