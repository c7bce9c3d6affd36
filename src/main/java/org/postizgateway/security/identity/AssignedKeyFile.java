package org.postizgateway.security.identity;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.postizgateway.security.credential.TenantHash;
import org.postizgateway.security.identity.AssignedKeys.UnreadableException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads one file of {@link AssignedKeys}: a map of names to keys of the default Postiz, or to
 * {@code {instance: NAME, key: KEY}}.
 */
final class AssignedKeyFile {

    private static final long LARGEST_FILE = 4L << 20;
    private static final String INSTANCE = "instance";
    private static final String KEY_OF_IT = "key";

    private final Set<String> instances;

    /**
     * @param instances names of the instances beside the default one
     */
    AssignedKeyFile(Set<String> instances) {
        this.instances = new TreeSet<>(instances);
    }

    /**
     * What one entry assigns.
     *
     * @param instance its name; empty for the default one
     * @param number of the entry in its file, from 1
     */
    record Assigned(String instance, String key, int number) {

        /** Without the key, which a log must not hold. */
        @Override
        public String toString() {
            return "Assigned" + number;
        }
    }

    /**
     * @return by the names of people
     * @throws UnreadableException when it is something else
     */
    Map<String, Assigned> read(Path file) {
        Object content = content(file);
        if (content != null && !(content instanceof Map<?, ?>)) {
            throw new UnreadableException(file, "is not a map of names to keys");
        }
        Map<String, Assigned> keys = new LinkedHashMap<>();
        if (content instanceof Map<?, ?> people) {
            people.forEach(
                    (name, value) ->
                            keys.put(String.valueOf(name), assigned(file, keys.size() + 1, value)));
        }
        return keys;
    }

    private static Object content(Path file) {
        try (Reader text = Files.newBufferedReader(file)) {
            if (Files.size(file) > LARGEST_FILE) {
                throw new UnreadableException(file, "is larger than 4 MB");
            }
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            options.setCodePointLimit((int) LARGEST_FILE);
            return new Yaml(new SafeConstructor(options)).load(text);
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
    }

    private Assigned assigned(Path file, int number, Object value) {
        if (!(value instanceof Map<?, ?> both)) {
            return new Assigned("", key(file, number, value), number);
        }
        if (!both.keySet().equals(Set.of(INSTANCE, KEY_OF_IT))) {
            throw new UnreadableException(
                    file,
                    "has something in entry " + number + " that is not {instance: …, key: …}");
        }
        if (!(both.get(INSTANCE) instanceof String instance) || !instances.contains(instance)) {
            throw new UnreadableException(
                    file,
                    "names in entry "
                            + number
                            + " an instance of Postiz that is not set; "
                            + (instances.isEmpty()
                                    ? "POSTIZ_INSTANCES_<NAME>_URL sets one"
                                    : "set are " + String.join(", ", instances)));
        }
        return new Assigned(instance, key(file, number, both.get(KEY_OF_IT)), number);
    }

    private static String key(Path file, int number, Object value) {
        if (!(value instanceof String key) || !TenantHash.canBeCredential(key)) {
            throw new UnreadableException(
                    file,
                    "has something that is no key in entry " + number + "; put keys in quotes");
        }
        return key;
    }
}
