package org.postizgateway.postiz.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.postiz.InvalidInputException;

/**
 * Which column of a table holds what. Names are read in any case; of {@code comment…} there may be
 * several, and {@code settings.KEY} names one setting.
 *
 * @param positions of the columns that are there once, by name
 * @param comments positions of those whose name begins with {@code comment}, from left to right
 * @param settings positions of single settings, by key
 */
record Columns(
        Map<String, Integer> positions, List<Integer> comments, Map<String, Integer> settings) {

    /** How many columns there are. */
    int width() {
        return positions.size() + comments.size() + settings.size();
    }

    private static final List<String> KNOWN =
            List.of("channel", "text", "type", "date", "media", "settings", "shortlink");

    private static final String COMMENT = "comment";
    private static final String SETTING = "settings.";

    /**
     * @throws InvalidInputException when a column is unknown, missing or there twice
     */
    static Columns of(List<String> header) {
        Map<String, Integer> positions = new LinkedHashMap<>();
        List<Integer> comments = new ArrayList<>();
        Map<String, Integer> settings = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String written = header.get(i);
            String name = written.toLowerCase(Locale.ROOT);
            Integer other = null;
            if (name.startsWith(COMMENT)) {
                comments.add(i);
            } else if (name.startsWith(SETTING)) {
                other = settings.put(written.substring(SETTING.length()), i);
            } else if (KNOWN.contains(name)) {
                other = positions.put(name, i);
            } else {
                throw wrong("Its column %d, \"%s\", is unknown".formatted(i + 1, shown(written)));
            }
            if (other != null) {
                throw wrong("It has the column \"%s\" twice".formatted(shown(written)));
            }
        }
        for (String needed : KNOWN.subList(0, 2)) {
            if (!positions.containsKey(needed)) {
                throw wrong("It has no column \"" + needed + "\"");
            }
        }
        return new Columns(positions, comments, settings);
    }

    private static InvalidInputException wrong(String fault) {
        return new InvalidInputException(
                "The header row cannot be read. "
                        + fault
                        + "; columns are channel and text, and where needed type, date, media, comment,"
                        + " settings, settings.KEY and shortLink.");
    }

    private static String shown(String name) {
        return name.length() > 40 ? name.substring(0, 40) + "…" : name;
    }

    /** What a row has in a column; empty when that is empty or not there. */
    Optional<String> cell(CsvTable.Row row, String column) {
        return Optional.ofNullable(positions.get(column)).flatMap(i -> cell(row, i));
    }

    static Optional<String> cell(CsvTable.Row row, int position) {
        return position < row.cells().size()
                ? Optional.of(row.cells().get(position)).filter(cell -> !cell.isBlank())
                : Optional.empty();
    }
}
