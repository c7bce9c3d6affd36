package org.postizgateway.generation.set;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The sets that served, in the data directory: what integrators had written, without the jar's
 * copies. Whatever moment the process is killed at, what is found here is whole.
 */
public final class StoredSets {

    /** How many are kept. */
    public static final int KEPT = 20;

    private static final String SERVING = "serving";
    private static final String PINNED = "pinned";
    private static final String HASH = "[0-9a-f]{64}";

    private final Path root;
    private final SetReader reader;

    /**
     * @param root directory of its own; made when there is something to keep
     * @param reader lays what is kept over the jar's copies
     */
    public StoredSets(Path root, SetReader reader) {
        this.root = root;
        this.reader = reader;
    }

    /**
     * A set that served once.
     *
     * @param hash that it had when it was kept; with another jar its files may make another
     */
    public record Entry(String hash, Instant keptAt) {}

    /** Keeps a set, and drops the oldest beyond {@link #KEPT}. */
    public void keep(ConfigurationSet set) throws IOException {
        Path home = home(set.hash());
        if (!Files.isDirectory(home)) {
            Path draft = root.resolve(set.hash() + ".draft");
            FileSystemUtils.deleteRecursively(draft);
            Files.createDirectories(draft);
            set.writeTo(draft);
            Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.setLastModifiedTime(home, FileTime.from(Instant.now()));
        for (Entry entry : list().stream().skip(KEPT).toList()) {
            FileSystemUtils.deleteRecursively(home(entry.hash()));
        }
    }

    /** Notes which of the kept sets serves. */
    public void serving(String hash) throws IOException {
        write(SERVING, hash);
    }

    /** Whether a set is the one that served last. */
    public boolean isServing(String hash) {
        try {
            return read(SERVING).filter(hash::equals).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** The set that served last. */
    public Optional<ConfigurationSet> lastGood() throws IOException, RefusedSetException {
        Optional<String> hash = read(SERVING);
        return hash.isEmpty() ? Optional.empty() : find(hash.get());
    }

    /**
     * Notes that the set that serves is to serve as long as the directory has this content.
     *
     * @param directory its hash; empty to end it
     */
    public void pin(Optional<String> directory) throws IOException {
        if (directory.isPresent()) {
            write(PINNED, directory.get());
        } else {
            Files.deleteIfExists(root.resolve(PINNED));
        }
    }

    /** The content of the directory that is not to be served, after a step back. */
    public Optional<String> pinned() throws IOException {
        return read(PINNED);
    }

    /** A set that is kept. */
    public Optional<ConfigurationSet> find(String hash) throws RefusedSetException {
        return hash.matches(HASH) && Files.isDirectory(home(hash))
                ? Optional.of(reader.read(home(hash)))
                : Optional.empty();
    }

    /** What is kept, the newest first. */
    public List<Entry> list() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> homes = Files.list(root)) {
            for (Path home : homes.toList()) {
                String name = home.getFileName().toString();
                if (name.matches(HASH)) {
                    entries.add(new Entry(name, Files.getLastModifiedTime(home).toInstant()));
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::keptAt).reversed());
        return entries;
    }

    private Path home(String hash) {
        return root.resolve(hash);
    }

    private void write(String name, String content) throws IOException {
        Files.createDirectories(root);
        Path draft = root.resolve(name + ".draft");
        Files.writeString(draft, content + "\n");
        Files.move(draft, root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private Optional<String> read(String name) throws IOException {
        try {
            return Optional.of(
                    Files.readString(root.resolve(name), StandardCharsets.UTF_8).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
