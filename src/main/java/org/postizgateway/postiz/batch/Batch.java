package org.postizgateway.postiz.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postizgateway.postiz.InvalidInputException;

/**
 * What was read of a CSV text.
 *
 * @param posts entries of {@code socialPost}, one for each row that could be read
 * @param rows the numbers of these rows, in the same order
 * @param faults of the rows that could not be read, by their number
 */
record Batch(
        List<Map<String, Object>> posts, List<Integer> rows, Map<Integer, List<String>> faults) {

    private static final int MOST_ROWS = 100;
    private static final Pattern POSITIONS = Pattern.compile("socialPost\\[([0-9,-]{1,600})]");

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
        List<Map<String, Object>> posts = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        Map<Integer, List<String>> faults = new TreeMap<>();
        for (CsvTable.Row row : table.rows()) {
            try {
                posts.add(reader.read(row));
                rows.add(row.number());
            } catch (InvalidInputException e) {
                faults.put(row.number(), List.of(e.getMessage()));
            }
        }
        return new Batch(posts, rows, faults);
    }

    /** An entry of a list in the order of the posts, with the number of its row. */
    Map<String, Object> withRow(int index, Map<String, Object> entry) {
        Map<String, Object> numbered = new LinkedHashMap<>();
        numbered.put("row", rows.get(index));
        numbered.putAll(entry);
        numbered.computeIfPresent("reason", (key, reason) -> inRows(String.valueOf(reason)));
        return numbered;
    }

    /** A sentence about posts of a call, as {@code socialPost[0-2,5]}, in numbers of rows. */
    String inRows(String sentence) {
        return POSITIONS.matcher(sentence).replaceAll(this::rows);
    }

    private String rows(MatchResult positions) {
        List<Integer> numbers = new ArrayList<>();
        for (String range : positions.group(1).split(",")) {
            String[] ends = range.split("-");
            IntStream.rangeClosed(
                            Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .filter(index -> index < rows.size())
                    .forEach(index -> numbers.add(rows.get(index)));
        }
        return (numbers.size() == 1 ? "row " : "rows ")
                + numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
