package org.postizgateway.postiz.batch;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.postizgateway.postiz.InvalidInputException;

/**
 * CSV (RFC 4180) with a header row. The separator is a comma, a semicolon or a tab, whichever the
 * header row has most of, as spreadsheets write them in different countries.
 *
 * @param header names of the columns, without blanks around them
 * @param rows those below the header that are not empty
 */
record CsvTable(List<String> header, List<Row> rows) {

    private static final CsvMapper MAPPER =
            CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * @param number as spreadsheets count; the header is row 1
     */
    record Row(int number, List<String> cells) {

        private boolean isEmpty() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    /**
     * @throws InvalidInputException when it is no CSV, with the line at fault
     */
    static CsvTable of(String csv) {
        String text = csv.startsWith(BYTE_ORDER_MARK) ? csv.substring(1) : csv;
        List<Row> rows = rows(text);
        if (rows.isEmpty() || rows.get(0).isEmpty()) {
            throw new InvalidInputException(
                    "The first line of the CSV has to be a header row, as channel,date,text.");
        }
        return new CsvTable(
                rows.get(0).cells().stream().map(String::strip).toList(),
                rows.stream().skip(1).filter(row -> !row.isEmpty()).toList());
    }

    private static List<Row> rows(String text) {
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(text));
        List<Row> rows = new ArrayList<>();
        int line = 1;
        try (MappingIterator<String[]> read =
                MAPPER.readerFor(String[].class).with(schema).readValues(text)) {
            while (read.hasNextValue()) {
                rows.add(new Row(rows.size() + 1, List.of(read.nextValue())));
                line = read.getCurrentLocation().getLineNr();
            }
        } catch (JacksonException e) {
            throw new InvalidInputException(
                    "This is no CSV in line %d, where row %d begins: %s. Put text with a separator, a quote or a line feed in quotes, and write a quote in it twice."
                            .formatted(line, rows.size() + 1, e.getOriginalMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("Text was read", e);
        }
        return rows;
    }

    private static char separator(String text) {
        String first = text.lines().findFirst().orElse("");
        return Stream.of(',', ';', '\t')
                .max(Comparator.comparingLong(c -> first.chars().filter(l -> l == c).count()))
                .filter(most -> first.indexOf(most) >= 0)
                .orElse(',');
    }
}
