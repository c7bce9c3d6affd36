package org.postizgateway.security.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.postizgateway.security.identity.AssignedKeyFile.Assigned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which key of which Postiz is whose: a YAML or JSON file with a map of the names that an identity
 * provider knows people by to keys, or a directory of such files. A change is seen at the next
 * look; while one cannot be read, it is tried again every few seconds and what was read before goes
 * on. Nothing of the content is logged.
 *
 * <p>A key is of one instance of Postiz. That of a key which is assigned no more stays known, so
 * that what was begun with it goes nowhere else.
 */
public final class AssignedKeys {

    private static final Logger LOG = LoggerFactory.getLogger(AssignedKeys.class);

    /**
     * A file that could not be read may be large, and a caller waits: it is not tried each time.
     */
    private static final long PAUSE = Duration.ofSeconds(5).toNanos();

    private final Path path;
    private final AssignedKeyFile format;
    private final Optional<String> ofDefault;
    private final LongSupplier nanos;
    private Map<Path, List<Object>> seen = Map.of();
    private Map<Path, List<Object>> tried = Map.of();
    private long triedAt;
    private String trouble = "";
    private Map<String, List<String>> keys = Map.of();
    private volatile Map<String, String> instances = Map.of();

    /**
     * @param instances names of the instances of Postiz beside the default one
     * @param ofDefault a key that is of the default instance, if one is known
     * @throws UnreadableException when it cannot be read now
     */
    public AssignedKeys(Path path, Set<String> instances, Optional<String> ofDefault) {
        this(path, instances, ofDefault, System::nanoTime);
    }

    AssignedKeys(Path path, Set<String> instances, Optional<String> ofDefault, LongSupplier nanos) {
        this.nanos = nanos;
        this.path = path;
        this.format = new AssignedKeyFile(instances);
        this.ofDefault = ofDefault;
        Map<Path, List<Object>> files = files();
        read(files);
        this.seen = files;
    }

    /** The files cannot be read; the message says which and where, and holds nothing of them. */
    public static final class UnreadableException extends RuntimeException {
        UnreadableException(Path file, String problem) {
            super(file + " " + problem);
        }
    }

    /** The keys that are assigned to a name: one, none, or by mistake several. */
    public synchronized List<String> of(String name) {
        try {
            Map<Path, List<Object>> files = files();
            if (files.equals(seen)) {
                trouble = "";
            } else if (!files.equals(tried) || nanos.getAsLong() - triedAt >= PAUSE) {
                tried = files;
                triedAt = nanos.getAsLong();
                read(files);
                seen = files;
                trouble = "";
                LOG.info("The keys of {} people are read anew from {}", keys.size(), path);
            }
        } catch (UnreadableException e) {
            if (!trouble.equals(e.getMessage())) {
                trouble = e.getMessage();
                LOG.warn("The keys that were assigned before go on: {}", trouble);
            }
        }
        return keys.getOrDefault(name, List.of());
    }

    /**
     * The name of the instance that a key is of, as the files were when they were last looked at;
     * empty for the default one.
     */
    public Optional<String> instance(String key) {
        return Optional.ofNullable(instances.get(key));
    }

    /** Each file with what changes when its content does. */
    private Map<Path, List<Object>> files() {
        Map<Path, List<Object>> files = new TreeMap<>();
        try (Stream<Path> inside = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
            // Kubernetes keeps what it mounts in hidden directories beside the links to it.
            for (Path file :
                    inside.filter(f -> !f.getFileName().toString().startsWith(".")).toList()) {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                if (now.isRegularFile()) {
                    files.put(file, List.of(now.lastModifiedTime(), now.size(), file.toRealPath()));
                }
            }
        } catch (IOException e) {
            throw new UnreadableException(path, "cannot be read");
        }
        return files;
    }

    private void read(Map<Path, List<Object>> files) {
        Map<String, List<String>> people = new LinkedHashMap<>();
        Map<String, String> of = new HashMap<>();
        ofDefault.ifPresent(key -> of.put(key, ""));
        for (Path file : files.keySet()) {
            format.read(file)
                    .forEach(
                            (name, entry) -> {
                                only(file, entry, of);
                                people.computeIfAbsent(name, n -> new ArrayList<>())
                                        .add(entry.key());
                            });
        }
        Map<String, String> known = new HashMap<>(instances);
        known.putAll(of);
        known.values().removeIf(String::isEmpty);
        instances = known;
        keys = people;
    }

    private static void only(Path file, Assigned entry, Map<String, String> of) {
        String other = of.putIfAbsent(entry.key(), entry.instance());
        if (other != null && !other.equals(entry.instance())) {
            throw new UnreadableException(
                    file,
                    "has in entry "
                            + entry.number()
                            + " a key that another entry, or POSTIZ_API_KEY, has of another"
                            + " instance of Postiz");
        }
    }
}
