package org.postizgateway.security.identity;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Which key of Postiz is whose: a YAML or JSON file with a map of the names that an identity
 * provider knows people by to keys, or a directory of such files. A change is seen at the next
 * look; while one cannot be read, what was read before goes on. Nothing of the content is logged.
 */
public final class AssignedKeys {

    private static final Logger LOG = LoggerFactory.getLogger(AssignedKeys.class);

    /** What can be a key of Postiz. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,512}");

    private static final long LARGEST_FILE = 4L << 20;

    private final Path path;
    private Map<Path, List<Object>> seen = Map.of();
    private Map<String, List<String>> keys = Map.of();

    /**
     * @throws UnreadableException when it cannot be read now
     */
    public AssignedKeys(Path path) {
        this.path = path;
        Map<Path, List<Object>> files = files();
        this.keys = read(files);
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
            if (!files.equals(seen)) {
                seen = files;
                keys = read(files);
                LOG.info("The keys of {} people are read anew from {}", keys.size(), path);
            }
        } catch (UnreadableException e) {
            LOG.warn("The keys that were assigned before go on: {}", e.getMessage());
        }
        return keys.getOrDefault(name, List.of());
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

    private static Map<String, List<String>> read(Map<Path, List<Object>> files) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (Path file : files.keySet()) {
            parsed(file)
                    .forEach(
                            (name, key) ->
                                    all.computeIfAbsent(name, n -> new ArrayList<>()).add(key));
        }
        return all;
    }

    private static Map<String, String> parsed(Path file) {
        Object content;
        try (Reader text = Files.newBufferedReader(file)) {
            if (Files.size(file) > LARGEST_FILE) {
                throw new UnreadableException(file, "is larger than 4 MB");
            }
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            options.setCodePointLimit((int) LARGEST_FILE);
            content = new Yaml(new SafeConstructor(options)).load(text);
        } catch (MarkedYAMLException e) {
            throw new UnreadableException(
                    file,
                    e.getProblemMark() == null
                            ? "is no YAML"
                            : "is no YAML, or names somebody twice, in line "
                                    + (e.getProblemMark().getLine() + 1));
        } catch (IOException | YAMLException e) {
            throw new UnreadableException(file, "cannot be read as YAML");
        }
        Map<String, String> keys = new LinkedHashMap<>();
        if (content != null && !(content instanceof Map<?, ?>)) {
            throw new UnreadableException(file, "is not a map of names to keys");
        }
        int entry = 0;
        for (Map.Entry<?, ?> assigned :
                content == null
                        ? Map.<Object, Object>of().entrySet()
                        : ((Map<?, ?>) content).entrySet()) {
            entry++;
            if (!(assigned.getValue() instanceof String key) || !KEY.matcher(key).matches()) {
                throw new UnreadableException(
                        file,
                        "has something that is no key in entry " + entry + "; put keys in quotes");
            }
            keys.put(String.valueOf(assigned.getKey()), key);
        }
        return keys;
    }
}
