package org.postizgateway.routetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tests that our own routes come with, run as integrators run theirs. */
class OwnRoutesTest {

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void all_pass() {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(report, true, StandardCharsets.UTF_8);

        int exitCode = RouteTestCommand.run(out, out, false, ".");

        assertThat(exitCode).as(report.toString(StandardCharsets.UTF_8)).isZero();
    }
}
