package org.postizgateway.routetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.GatewayApplication;
import org.postizgateway.generation.DesiredConfiguration;
import org.postizgateway.generation.Outcome;
import org.postizgateway.generation.Outcome.Kind;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A directory that asks for it serves only what passes its tests. */
class TestedSetsTest {

    private static final String TEST =
            "- name: lists channels\n  call: integrationList\n  expect: {result: {output: {$size: SIZE}}}";

    @TempDir private Path temporary;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void what_fails_its_tests_is_refused_with_file_and_line_and_what_passes_serves()
            throws Exception {
        Path directory = Files.createDirectories(temporary.resolve("config"));
        Path test = Files.createDirectories(directory.resolve("tests")).resolve("mine.yaml");
        try (ConfigurableApplicationContext gateway =
                new SpringApplicationBuilder(GatewayApplication.class)
                        .run(
                                "--gateway.port=0",
                                "--server.port=0",
                                "--gateway.config-dir=" + directory,
                                "--gateway.config-watch=false",
                                "--gateway.config-test=true",
                                "--gateway.data-dir=" + temporary.resolve("data"),
                                "--ledger.url=jdbc:h2:mem:" + temporary.getFileName(),
                                "--postiz.url=http://127.0.0.1:9")) {
            DesiredConfiguration configuration = gateway.getBean(DesiredConfiguration.class);
            Files.writeString(test, TEST.replace("SIZE", "3"));

            Outcome failed = configuration.follow(false);

            assertThat(failed.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failed.problems())
                    .singleElement()
                    .satisfies(
                            problem -> {
                                assertThat(problem.file()).isEqualTo(test.toString());
                                assertThat(problem.line()).isEqualTo(1);
                                assertThat(problem.message())
                                        .contains("\"lists channels\" failed")
                                        .contains("expected a list of 3, and it is one of 18");
                            });

            Files.writeString(test, TEST.replace("SIZE", "18"));

            assertThat(configuration.follow(false).kind()).isEqualTo(Kind.SWITCHED);
        }
    }
}
