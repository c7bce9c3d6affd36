package org.postizgateway.console.configuration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.SetFile;

/**
 * A file that is not the same in two sets.
 *
 * @param line in which the first difference stands, from 1; 0 when none can be shown
 * @param before lines from the first that differs to the last, in the one set
 * @param after the same in the other
 */
public record FileDifference(
        String path, Change change, int line, List<String> before, List<String> after) {

    /** What becomes of the file. */
    public enum Change {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** What differs, by path. */
    static List<FileDifference> between(ConfigurationSet before, ConfigurationSet after) {
        TreeSet<String> paths = new TreeSet<>();
        before.files().forEach(file -> paths.add(file.path()));
        after.files().forEach(file -> paths.add(file.path()));
        List<FileDifference> differences = new ArrayList<>();
        for (String path : paths) {
            Optional<SetFile> old = before.find(path);
            Optional<SetFile> fresh = after.find(path);
            if (old.isEmpty()) {
                differences.add(of(path, Change.ADDED, List.of(), lines(fresh)));
            } else if (fresh.isEmpty()) {
                differences.add(of(path, Change.REMOVED, lines(old), List.of()));
            } else if (!Arrays.equals(old.get().content(), fresh.get().content())) {
                differences.add(of(path, Change.CHANGED, lines(old), lines(fresh)));
            }
        }
        return differences;
    }

    private static List<String> lines(Optional<SetFile> file) {
        return file.map(ShownYaml::of).orElse("").lines().toList();
    }

    /** Leaves out what both begin with and what both end with. */
    private static FileDifference of(
            String path, Change change, List<String> before, List<String> after) {
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail)
                        .equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<String> old = before.subList(head, before.size() - tail);
        List<String> fresh = after.subList(head, after.size() - tail);
        boolean hidden = old.isEmpty() && fresh.isEmpty();
        return new FileDifference(path, change, hidden ? 0 : head + 1, old, fresh);
    }
}
