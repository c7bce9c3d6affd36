package org.postizgateway.postiz.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.json.NotJsonException;

/**
 * Makes of each row one entry of {@code socialPost}, without the parts that cannot be read. Whether
 * the post is right is for {@code schedulePostTool} to say.
 */
final class RowReader {

    private static final int NAMED = 20;

    private final Columns columns;
    private final List<Map<String, Object>> channels;
    private final String type;
    private final LocalDates dates;

    /**
     * @param integrations answer of {@code GET /integrations}
     * @param type of rows that name none
     */
    RowReader(Columns columns, Object integrations, String type, LocalDates dates) {
        this.columns = columns;
        this.channels = JsonBody.readObjects(integrations);
        this.type = type;
        this.dates = dates;
    }

    /** What the row says, with every fault that keeps a part of it from being read. */
    ReadRow read(CsvTable.Row row) {
        if (row.cells().size() > columns.width()) {
            return ReadRow.unreadable(
                    row.number(),
                    "has "
                            + row.cells().size()
                            + " cells, more than the header row. Put text with a separator in"
                            + " quotes.");
        }
        ReadRow read = ReadRow.of(row.number());
        read.put("integrationId", () -> channel(columns.cell(row, "channel").orElse("").strip()));
        read.put("type", () -> columns.cell(row, "type").map(String::strip).orElse(type));
        columns.cell(row, "date").ifPresent(date -> read.put("date", () -> dates.withZone(date)));
        read.put("postsAndComments", () -> items(row));
        read.put("settings", () -> settings(row, read));
        columns.cell(row, "shortlink").ifPresent(link -> read.put("shortLink", () -> link.strip()));
        return read;
    }

    private String channel(String written) {
        List<Map<String, Object>> named =
                channels.stream().filter(channel -> written.equals(channel.get("id"))).toList();
        if (named.isEmpty()) {
            named =
                    channels.stream()
                            .filter(channel -> name(channel).strip().equalsIgnoreCase(written))
                            .toList();
        }
        if (named.size() == 1) {
            return String.valueOf(named.get(0).get("id"));
        }
        throw new InvalidInputException(
                named.isEmpty()
                        ? "channel \"%s\" is none of yours: %s."
                                .formatted(
                                        shown(written), listed(channels.stream().map(this::name)))
                        : "channel \"%s\" is the name of several. Write the id of one: %s."
                                .formatted(
                                        shown(written),
                                        listed(
                                                named.stream()
                                                        .map(
                                                                channel ->
                                                                        channel.get("id")
                                                                                + " ("
                                                                                + channel.get(
                                                                                        "identifier")
                                                                                + ")"))));
    }

    private String name(Map<String, Object> channel) {
        return Objects.toString(channel.get("name"), "");
    }

    private static String listed(Stream<String> names) {
        List<String> all = names.toList();
        return all.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (all.size() > NAMED ? ", …" : "");
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private List<Map<String, Object>> items(CsvTable.Row row) {
        List<Map<String, Object>> items = new ArrayList<>();
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("content", columns.cell(row, "text").orElse(""));
        columns.cell(row, "media")
                .ifPresent(media -> post.put("attachments", List.of(media.strip().split("\\s+"))));
        items.add(post);
        columns.comments().stream()
                .flatMap(position -> Columns.cell(row, position).stream())
                .forEach(comment -> items.add(Map.of("content", comment)));
        return items;
    }

    private List<Map<String, Object>> settings(CsvTable.Row row, ReadRow read) {
        Map<String, Object> settings = new LinkedHashMap<>();
        columns.cell(row, "settings")
                .ifPresent(json -> read.attempt("settings", () -> settings.putAll(object(json))));
        columns.settings()
                .forEach(
                        (key, position) ->
                                Columns.cell(row, position)
                                        .ifPresent(
                                                cell ->
                                                        read.attempt(
                                                                "settings",
                                                                () ->
                                                                        settings.put(
                                                                                key,
                                                                                value(
                                                                                        key,
                                                                                        cell)))));
        return settings.entrySet().stream()
                .map(setting -> Map.of("key", setting.getKey(), "value", setting.getValue()))
                .toList();
    }

    private static Map<String, Object> object(String json) {
        try {
            return JsonBody.readObject(json);
        } catch (NotJsonException e) {
            throw new InvalidInputException(
                    "settings must be a JSON object, as {\"key\": \"value\"}; or name a column"
                            + " settings.KEY.");
        }
    }

    private static Object value(String key, String written) {
        String cell = written.strip();
        if (cell.equals("true") || cell.equals("false")) {
            return Boolean.valueOf(cell);
        }
        if (!cell.startsWith("{") && !cell.startsWith("[")) {
            return cell;
        }
        try {
            return JsonBody.read(cell);
        } catch (NotJsonException e) {
            throw new InvalidInputException("settings." + key + " begins as JSON and is none.");
        }
    }
}
