package org.postizgateway.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.generation.FollowedDirectory.route;

import java.io.File;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** It makes no difference how the content of a directory came to be another. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FollowedDirectoryTest {

    @TempDir private Path temporary;
    private Path directory;
    private FollowedDirectory followed;

    @BeforeEach
    void start() throws Exception {
        directory = Files.createDirectories(temporary.resolve("config"));
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("routes/mine.yaml"), route("mine", "one"));
        followed = new FollowedDirectory(directory, temporary.resolve("data"));
    }

    @AfterEach
    void stop() {
        followed.close();
    }

    @Test
    void an_editor_that_writes_beside_and_renames() throws Exception {
        Path swap = directory.resolve("routes/.mine.yaml.swp");
        Files.writeString(swap, route("mine", "two"));
        Files.move(swap, directory.resolve("routes/mine.yaml"), StandardCopyOption.ATOMIC_MOVE);

        followed.awaitServing();
        assertThat(followed.call("mine")).isEqualTo("two");
    }

    @Test
    void a_mounted_config_map_whose_data_leads_elsewhere() throws Exception {
        FileSystemUtils.deleteRecursively(directory.resolve("routes"));
        Path routes = directory.resolve("routes");
        mount(routes, "..2026_1", "two");
        Files.createSymbolicLink(routes.resolve("..data"), Path.of("..2026_1"));
        Files.createSymbolicLink(routes.resolve("mine.yaml"), Path.of("..data/mine.yaml"));
        followed.awaitServing();
        assertThat(followed.call("mine")).isEqualTo("two");

        mount(routes, "..2026_2", "three");
        Path next = Files.createSymbolicLink(routes.resolve("..data_tmp"), Path.of("..2026_2"));
        Files.move(next, routes.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        FileSystemUtils.deleteRecursively(routes.resolve("..2026_1"));

        followed.awaitServing();
        assertThat(followed.call("mine")).isEqualTo("three");
    }

    private static void mount(Path routes, String version, String word) throws Exception {
        Path home = Files.createDirectories(routes.resolve(version));
        Files.writeString(home.resolve("mine.yaml"), route("mine", word));
    }

    @Test
    void a_file_that_is_written_bit_by_bit_serves_once_it_is_whole() throws Exception {
        byte[] content = route("mine", "two").getBytes(StandardCharsets.UTF_8);
        try (OutputStream file = Files.newOutputStream(directory.resolve("routes/mine.yaml"))) {
            for (byte next : content) {
                file.write(next);
                file.flush();
                TimeUnit.MILLISECONDS.sleep(1);
                assertThat(followed.call("mine")).isIn("one", "two");
            }
        }

        followed.awaitServing();
        assertThat(followed.call("mine")).isEqualTo("two");
    }

    @Test
    void a_file_that_is_nested_without_end_is_refused_and_what_comes_next_serves()
            throws Exception {
        followed.write("routes/deep.yaml", "[".repeat(20_000));
        followed.awaitRefused();
        assertThat(followed.call("mine")).isEqualTo("one");

        Files.delete(directory.resolve("routes/deep.yaml"));
        followed.write("routes/mine.yaml", route("mine", "two"));

        followed.awaitServing();
        assertThat(followed.call("mine")).isEqualTo("two");
    }

    @Test
    void a_directory_that_vanishes_and_comes_back_with_other_content() throws Exception {
        String before = followed.serving();
        Path away = temporary.resolve("away");
        Files.move(directory, away);
        followed.awaitRefused();
        assertThat(followed.serving()).isEqualTo(before);

        Files.writeString(away.resolve("routes/mine.yaml"), route("mine", "two"));
        Files.move(away, directory);
        followed.awaitServing();
        assertThat(followed.call("mine")).isEqualTo("two");
    }

    @Test
    void a_change_of_the_same_size_within_the_same_moment() throws Exception {
        Path file = directory.resolve("routes/mine.yaml");
        FileTime time = Files.getLastModifiedTime(file);
        Path draft = Files.writeString(temporary.resolve("draft"), route("mine", "two"));
        Files.setLastModifiedTime(draft, time);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);

        followed.awaitServing();
        assertThat(followed.call("mine")).isEqualTo("two");
    }

    @Test
    void what_begins_by_itself_never_runs_in_two_sets_at_once() throws Exception {
        Path log = temporary.resolve("ticks");
        String timer =
                """
                - route:
                    id: ticks
                    from:
                      uri: timer:ticks?period=20&includeMetadata=true
                      steps:
                        - setBody: {simple: "WORD ${date:now:yyyyMMddHHmmssSSS};"}
                        - to: file:%s?fileName=ticks&fileExist=Append
                """
                        .formatted(temporary);
        for (int i = 0; i < 5; i++) {
            followed.write("routes/timer.yaml", timer.replace("WORD", "set" + i));
            followed.awaitServing();
            String word = "set" + i;
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    Files.exists(log)
                                            && Files.readString(log).split(word, -1).length > 2);
        }

        // Once the next has begun, nothing more comes of the one before.
        List<String> sets =
                Arrays.stream(Files.readString(log).split(";"))
                        .map(tick -> tick.split(" ")[0])
                        .toList();
        assertThat(sets).hasSizeGreaterThan(5).isSorted();
    }

    @Test
    void each_file_of_a_folder_is_taken_once_while_sets_take_turns() throws Exception {
        Path in = Files.createDirectories(temporary.resolve("in"));
        for (int i = 0; i < 40; i++) {
            if (i % 8 == 0) {
                followed.write("routes/folder.yaml", folder(in, "nothing", "set" + i));
            }
            Path draft = Files.writeString(temporary.resolve("draft"), "post");
            Files.move(draft, in.resolve("post-" + i), StandardCopyOption.ATOMIC_MOVE);
            TimeUnit.MILLISECONDS.sleep(5);
        }
        followed.awaitServing();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> in.toFile().listFiles(File::isFile).length == 0);

        Path taken = temporary.resolve("taken");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(Files.readString(taken).split(";"))
                                        .hasSize(40)
                                        .doesNotHaveDuplicates());
    }

    /** In a step, or when it has passed all of them and its file is about to be removed. */
    @ParameterizedTest
    @ValueSource(strings = {"step", "completion"})
    void a_file_that_takes_a_while_when_sets_change_is_taken_once(String where) throws Exception {
        Path in = Files.createDirectories(temporary.resolve("in"));
        followed.write("routes/folder.yaml", folder(in, where, "one"));
        followed.awaitServing();
        Path draft = Files.writeString(temporary.resolve("draft"), "post");
        Files.move(draft, in.resolve("post"), StandardCopyOption.ATOMIC_MOVE);
        Path taken = temporary.resolve("taken");
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(taken));
        followed.write("routes/folder.yaml", folder(in, where, "two"));
        followed.awaitServing();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> in.toFile().listFiles(File::isFile).length == 0);
        assertThat(Files.readString(taken)).isEqualTo("post;");
    }

    /** As when the next set cannot begin. */
    @Test
    void a_folder_is_followed_on_by_a_set_that_begins_again() throws Exception {
        Path in = Files.createDirectories(temporary.resolve("in"));
        followed.write("routes/folder.yaml", folder(in, "nothing", "one"));
        followed.awaitServing();
        followed.generation().cease();
        followed.generation().begin();

        Files.writeString(in.resolve("post"), "post");
        Path taken = temporary.resolve("taken");
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(taken));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Files.readString(taken)).isEqualTo("post;"));
    }

    /**
     * A route that takes the files of a folder and writes down their names.
     *
     * @param slow method of {@link Slow} that it comes by
     * @param word makes a set another one
     */
    private String folder(Path in, String slow, String word) {
        return """
               - route:
                   id: folder
                   from:
                     uri: file:%s?delete=true&delay=10&initialDelay=0
                     steps:
                       - transform: {simple: "${file:name};"}
                       - to: file:%s?fileName=taken&fileExist=Append
                       - bean: {beanType: %s, method: %s}
                       - log: {message: "%s", loggingLevel: "DEBUG"}
               """
                .formatted(in, temporary, Slow.class.getName(), slow, word);
    }

    /** Takes a while, less than a set has to end what it is at. */
    public static final class Slow {

        private static final long MILLIS = 1_800;

        public void nothing() {
            // takes none
        }

        /** Fails when it is interrupted. */
        public void step() throws InterruptedException {
            Thread.sleep(MILLIS);
        }

        /** Goes on when it is interrupted, as a disk does. */
        public void completion(Exchange exchange) {
            exchange.getExchangeExtension()
                    .addOnCompletion(
                            new SynchronizationAdapter() {
                                @Override
                                public int getOrder() {
                                    return HIGHEST;
                                }

                                @Override
                                public void onDone(Exchange completed) {
                                    CompletableFuture.runAsync(
                                                    () -> {},
                                                    CompletableFuture.delayedExecutor(
                                                            MILLIS, TimeUnit.MILLISECONDS))
                                            .join();
                                }
                            });
        }
    }
}
