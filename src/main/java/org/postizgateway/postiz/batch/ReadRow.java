package org.postizgateway.postiz.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postizgateway.postiz.InvalidInputException;

/**
 * What was read of one row.
 *
 * @param number as spreadsheets count
 * @param post entry of {@code socialPost}; empty when the cells stand in wrong columns
 * @param faults of the parts that could not be read, in the order of the columns
 * @param unread names of these parts
 */
record ReadRow(int number, Map<String, Object> post, List<String> faults, Set<String> unread) {

    /** A row of which nothing was read so far. */
    static ReadRow of(int number) {
        return new ReadRow(number, new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashSet<>());
    }

    /** A row whose cells stand in wrong columns. */
    static ReadRow unreadable(int number, String fault) {
        return new ReadRow(number, Map.of(), List.of(fault), Set.of());
    }

    /** Adds a part to the post, or the fault that keeps it from being read. */
    void put(String part, Supplier<Object> reading) {
        attempt(part, () -> post.put(part, reading.get()));
    }

    /** Reads something of a part, or adds the fault that keeps it from being read. */
    void attempt(String part, Runnable reading) {
        try {
            reading.run();
        } catch (InvalidInputException e) {
            faults.add(e.getMessage());
            unread.add(part);
        }
    }

    /**
     * All that is wrong with the row.
     *
     * @param problems found in the post, each beginning with its field; those of parts that could
     *     not be read say nothing new
     */
    List<String> withProblems(Stream<String> problems) {
        return Stream.concat(
                        faults.stream(),
                        problems.filter(problem -> !unread.contains(part(problem))))
                .toList();
    }

    private static String part(String problem) {
        return problem.split("[ .\\[]", 2)[0];
    }
}
