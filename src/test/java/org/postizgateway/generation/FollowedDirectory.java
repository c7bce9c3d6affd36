package org.postizgateway.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.generation.check.SetOnDisk;
import org.postizgateway.generation.set.RefusedSetException;
import org.postizgateway.generation.set.SetReader;
import org.postizgateway.generation.set.StoredSets;

/** A configuration directory that is followed as a gateway follows it, with small sets. */
final class FollowedDirectory implements AutoCloseable {

    private final Path directory;
    private final SetReader reader = new SetReader(List.of());
    private final Generations generations;
    private final DesiredConfiguration desired;
    private final ConfigurationWatch watch;

    /** Begins to serve what the directory holds, and to follow it. */
    FollowedDirectory(Path directory, Path data) throws RefusedSetException {
        this.directory = directory;
        StoredSets stored = new StoredSets(data, reader);
        Switch nobody = new SetOnDisk.Nobody();
        generations =
                new Generations(
                        SetOnDisk.launcher(Set.of()),
                        nobody,
                        stored,
                        new Ending(nobody, context -> false, Duration.ofMillis(5)),
                        Optional.empty(),
                        outcome -> {});
        desired = new DesiredConfiguration(directory, reader, stored, generations);
        desired.begin();
        watch = new ConfigurationWatch(desired, Duration.ofMillis(10));
        watch.start();
    }

    /** A route that makes a set another one. */
    static String route(String id, String word) {
        return """
               - route:
                   id: %s
                   from:
                     uri: direct:%s
                     steps:
                       - setBody: {constant: %s}
               """
                .formatted(id, id, word);
    }

    void write(String path, String content) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** Hash of what the directory holds; empty when it cannot be read. */
    String hash() {
        try {
            return reader.read(directory).hash();
        } catch (RefusedSetException e) {
            return "";
        }
    }

    String serving() {
        return generation().set().hash();
    }

    /** The one that serves. */
    Generation generation() {
        return generations.serving().orElseThrow();
    }

    /** Waits until what the directory holds serves. */
    void awaitServing() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(serving())
                                        .as("%s", generations.refusal())
                                        .isEqualTo(hash()));
    }

    /** Waits until what the directory holds is refused. */
    void awaitRefused() {
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                generations
                                        .refusal()
                                        .filter(refusal -> refusal.hash().equals(hash()))
                                        .isPresent());
    }

    /** Sets that took their place so far. */
    long switches() {
        return generations.switches();
    }

    /** What the set that serves answers at a route. */
    String call(String id) {
        return generations
                .context()
                .orElseThrow()
                .createProducerTemplate()
                .requestBody("direct:" + id, "", String.class);
    }

    @Override
    public void close() {
        watch.close();
        generations.close();
    }
}
