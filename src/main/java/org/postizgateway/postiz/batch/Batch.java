package org.postizgateway.postiz.batch;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postizgateway.postiz.InvalidInputException;

/**
 * What was read of a CSV text.
 *
 * @param all rows in their order
 * @param posts those of which there is an entry of {@code socialPost}, in the same order
 */
record Batch(List<ReadRow> all, List<ReadRow> posts) {

    private static final int MOST_ROWS = 100;

    /** As checks and outcomes name posts of a call; not within a name or a quotation. */
    private static final Pattern POSITIONS =
            Pattern.compile("(?<![\\w.\"'])socialPost\\[(\\d{1,3}(?:[,-]\\d{1,3}){0,199})]");

    /**
     * @param arguments of the tool
     * @param integrations answer of {@code GET /integrations}
     * @throws InvalidInputException when it is no table of posts, or too large a one
     */
    static Batch of(Map<String, Object> arguments, Object integrations) {
        CsvTable table = CsvTable.of(String.valueOf(arguments.get("csv")));
        if (table.rows().isEmpty() || table.rows().size() > MOST_ROWS) {
            throw new InvalidInputException(
                    "A call takes 1 to %d rows below the header, and these are %d."
                            .formatted(MOST_ROWS, table.rows().size()));
        }
        RowReader reader =
                new RowReader(
                        Columns.of(table.header()),
                        integrations,
                        String.valueOf(arguments.get("type")),
                        LocalDates.in(Objects.toString(arguments.get("timeZone"), "UTC")));
        List<ReadRow> all = table.rows().stream().map(reader::read).toList();
        return new Batch(all, all.stream().filter(row -> !row.post().isEmpty()).toList());
    }

    /** Entries of {@code socialPost}. */
    List<Map<String, Object>> socialPost() {
        return posts.stream().map(ReadRow::post).toList();
    }

    /** Whether a row could not be read as it is. */
    boolean hasFaults() {
        return all.stream().anyMatch(row -> !row.faults().isEmpty());
    }

    /** An entry of a list in the order of the posts, with the number of its row. */
    Map<String, Object> withRow(int index, Map<String, Object> entry) {
        Map<String, Object> numbered = new LinkedHashMap<>();
        numbered.put("row", posts.get(index).number());
        numbered.putAll(entry);
        numbered.computeIfPresent("reason", (key, reason) -> inRows(String.valueOf(reason)));
        return numbered;
    }

    /** A sentence about posts of a call, as {@code socialPost[0-2,5]}, in numbers of rows. */
    String inRows(String sentence) {
        return POSITIONS.matcher(sentence).replaceAll(this::rows);
    }

    private String rows(MatchResult positions) {
        List<String> numbers =
                Arrays.stream(positions.group(1).split(","))
                        .flatMap(this::inRange)
                        .map(post -> String.valueOf(post.number()))
                        .toList();
        return (numbers.size() == 1 ? "row " : "rows ") + String.join(", ", numbers);
    }

    /** Of {@code 3} or {@code 0-2}, those that there are. */
    private Stream<ReadRow> inRange(String range) {
        String[] ends = range.split("-");
        int first = Integer.parseInt(ends[0]);
        int last = Integer.parseInt(ends[ends.length - 1]);
        return posts.stream().skip(first).limit(Math.max(0, last - first + 1));
    }
}
