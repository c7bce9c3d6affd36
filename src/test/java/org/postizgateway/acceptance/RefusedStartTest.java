package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;

/** A gateway that cannot serve does not stay. */
@Timeout(400)
class RefusedStartTest {

    private final PostizSandbox postiz = new PostizSandbox(SandboxSettings.forTests());
    @TempDir private Path directory;

    @Test
    void a_refused_configuration_ends_the_process() throws Exception {
        Path log = directory.resolve("gateway.log");
        postiz.start();
        try (postiz) {
            Map<String, String> refused =
                    Map.of(
                            "dead-letter.sinks",
                            "nonsense",
                            "gateway.data-dir",
                            directory.resolve("data").toString());

            int exit = new ChildProduct(Product.settings(postiz, refused), log).run();

            assertThat(exit).isNotZero();
            assertThat(Files.readString(log)).contains("DEAD_LETTER_SINKS");
        }
    }
}
