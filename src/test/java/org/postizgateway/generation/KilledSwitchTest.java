package org.postizgateway.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that is killed at any moment of a switch comes back with the set that served last,
 * though the directory is broken by then. {@code -Dconfiguration.kills=100} kills more often.
 */
@Tag("alone")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KilledSwitchTest {

    private static final int ROUNDS = Integer.getInteger("configuration.kills", 3);

    private final Random random = new Random();

    @TempDir private Path temporary;

    @ParameterizedTest
    @MethodSource("rounds")
    void what_served_last_serves_again(int round) throws Exception {
        Path directory = Files.createDirectories(temporary.resolve(round + "/config"));
        Path data = temporary.resolve(round + "/data");
        int told = changeUntilKilled(directory, data);

        Files.writeString(directory.resolve("routes/mine.yaml"), "- route: [");
        try (FollowedDirectory again = new FollowedDirectory(directory, data)) {
            // It may have served the next already, and not have told so.
            assertThat(again.call("mine")).isIn("word" + told, "word" + (told + 1));
        }
    }

    static IntStream rounds() {
        return IntStream.rangeClosed(1, ROUNDS);
    }

    /** Number of the last change that was told to serve. */
    private int changeUntilKilled(Path directory, Path data) throws Exception {
        Path told = temporary.resolve("told");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledGenerations.class.getName(),
                                directory.toString(),
                                data.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(told.toFile())
                        .start();
        try {
            int changes = 1 + random.nextInt(5);
            await().atMost(Duration.ofMinutes(1)).until(() -> last(told) >= changes);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(150));
        } finally {
            process.destroyForcibly().waitFor();
        }
        return last(told);
    }

    /** The last number among what was logged. */
    private static int last(Path told) throws Exception {
        return Files.readAllLines(told).stream()
                .filter(line -> line.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }
}
