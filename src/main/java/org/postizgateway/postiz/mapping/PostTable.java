package org.postizgateway.postiz.mapping;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/** A page of posts as a short table, for a model to read. */
final class PostTable {

    private static final int TEXT = 60;
    private static final int DATES = 4;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private PostTable() {}

    /**
     * @param posts elements of {@code posts} in the tool's result
     * @param total how many there are on all pages
     */
    static String of(List<Map<String, Object>> posts, PostQuery query, int total, int pages) {
        String period =
                "between %s and %s UTC"
                        .formatted(MINUTE.format(query.start()), MINUTE.format(query.end()));
        if (posts.isEmpty()) {
            return total == 0
                    ? "No posts " + period + filters(query) + "."
                    : "No such page: %d posts on %d pages.".formatted(total, pages);
        }
        String head =
                "%s %s%s, page %d of %d.\n"
                        .formatted(
                                total == 1 ? "1 post" : total + " posts",
                                period,
                                filters(query),
                                query.page(),
                                pages);
        return head
                + "date (UTC) | state | channel | text | id\n"
                + posts.stream().map(PostTable::row).collect(Collectors.joining("\n"));
    }

    private static String filters(PostQuery query) {
        return (query.channel().isEmpty() ? "" : " of that channel")
                + (query.state().isEmpty() ? "" : " in state " + query.state());
    }

    private static String row(Map<String, Object> post) {
        return String.join(
                " | ",
                dates(post),
                cell(post, "state") + reason(post),
                cell(post, "integrationName") + " on " + cell(post, "platform"),
                shortened(Jsoup.parse(text(post, "content")).text()) + link(post),
                cell(post, "id"));
    }

    private static String dates(Map<String, Object> post) {
        if (!(post.get("occurrences") instanceof List<?> dates)) {
            return minute(text(post, "publishDate"));
        }
        String first =
                dates.stream()
                        .limit(DATES)
                        .map(date -> minute(date.toString()))
                        .collect(Collectors.joining(", "));
        return dates.size() <= DATES ? first : first + " and " + (dates.size() - DATES) + " more";
    }

    private static String minute(String date) {
        return PostizDate.parse(date).map((Instant at) -> MINUTE.format(at)).orElse(date);
    }

    private static String reason(Map<String, Object> post) {
        return text(post, "error").isEmpty() ? "" : ": " + cell(post, "error");
    }

    private static String link(Map<String, Object> post) {
        return text(post, "releaseURL").isEmpty() ? "" : " " + cell(post, "releaseURL");
    }

    private static String shortened(String text) {
        String line = line(text);
        return line.codePointCount(0, line.length()) <= TEXT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, TEXT)) + "…";
    }

    private static String cell(Map<String, Object> post, String key) {
        return line(text(post, key));
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").replace('|', '/');
    }

    private static String text(Map<String, Object> post, String key) {
        return Objects.toString(post.get(key), "");
    }
}
