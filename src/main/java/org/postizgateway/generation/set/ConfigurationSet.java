package org.postizgateway.generation.set;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.postizgateway.plain.Digests;

/**
 * Everything that an integrator can change, as one: the files of the configuration directory laid
 * over the jar's copies, read once. It is taken as a whole or not at all.
 */
public final class ConfigurationSet {

    public static final String ROUTES = "routes/";
    public static final String KAMELETS = "kamelets/";
    public static final String SCHEMAS = "schemas/";
    public static final String TESTS = "tests/";
    public static final String PROPERTIES = "application.yaml";

    private final Map<String, SetFile> files;
    private final Map<String, SetFile> overrides;
    private final List<Problem> unread;
    private final String hash;

    private ConfigurationSet(
            Map<String, SetFile> files, Map<String, SetFile> overrides, List<Problem> unread) {
        this.files = Collections.unmodifiableMap(files);
        this.overrides = Collections.unmodifiableMap(overrides);
        this.unread = List.copyOf(unread);
        this.hash = hash(files.values());
    }

    /**
     * Lays files over others. A file without content switches the copy below it off.
     *
     * @param copies that the jar carries
     * @param overrides that win over copies of the same path
     */
    public static ConfigurationSet of(Collection<SetFile> copies, Collection<SetFile> overrides) {
        Map<String, SetFile> files = new TreeMap<>();
        Map<String, SetFile> given = new TreeMap<>();
        copies.forEach(file -> files.put(file.path(), file));
        for (SetFile file : overrides) {
            given.put(file.path(), file);
            if (file.content().length == 0) {
                files.remove(file.path());
            } else {
                files.put(file.path(), file);
            }
        }
        return new ConfigurationSet(files, given, List.of());
    }

    /** The same with what was seen beside it and is no part of it. */
    ConfigurationSet beside(List<Problem> unread) {
        return new ConfigurationSet(files, overrides, unread);
    }

    /** Why files that lie in the configuration directory are no part of the set. */
    public List<Problem> unread() {
        return unread;
    }

    /** SHA-256 of the paths and contents, in hexadecimal; the same wherever the files come from. */
    public String hash() {
        return hash;
    }

    /** The files in effect, ordered by path. */
    public Collection<SetFile> files() {
        return files.values();
    }

    /** What the configuration directory holds, empty files included. */
    public Collection<SetFile> overrides() {
        return overrides.values();
    }

    /** Writes what the configuration directory holds into another one. */
    public void writeTo(Path directory) throws IOException {
        for (SetFile file : overrides()) {
            Path target = directory.resolve(file.path());
            Files.createDirectories(target.getParent());
            Files.write(target, file.content());
        }
    }

    public Optional<SetFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** The YAML files below a directory. */
    public List<SetFile> yaml(String directory) {
        return files.values().stream()
                .filter(file -> file.path().startsWith(directory) && file.isYaml())
                .toList();
    }

    private static String hash(Collection<SetFile> files) {
        MessageDigest digest = Digests.sha256();
        for (SetFile file : files) {
            byte[] path = file.path().getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(4).putInt(path.length).array());
            digest.update(path);
            digest.update(ByteBuffer.allocate(4).putInt(file.content().length).array());
            digest.update(file.content());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public String toString() {
        return hash.substring(0, 12);
    }
}
