package org.postizgateway.postiz.insight;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Posts of a channel by the time at which they were published: how the middle one of each part of
 * the day, and of each weekday, did against the middle one of all. Medians, so that a single post
 * that went round the world makes no time of day.
 *
 * @param figure what is compared; empty when there is none
 * @param counted the posts that have it
 */
record TimesOfDay(Optional<String> figure, List<Counted> counted) {

    private static final List<String> PREFERRED = List.of("Impressions", "Views", "Reach", "Likes");
    private static final int HOURS = 3;

    /** Posts of a part of the day, or a weekday, of which anything is said. */
    private static final int LEAST = 3;

    /** Posts in all, and parts to compare, for any of it to be called the best. */
    private static final int ENOUGH_POSTS = 10;

    private static final int ENOUGH_PARTS = 2;

    /**
     * A post.
     *
     * @param at when it was published, in the zone of the caller
     * @param figures numbers by their labels
     */
    record Counted(ZonedDateTime at, Map<String, BigDecimal> figures) {}

    /**
     * @param wanted label of the figure, in any case; without it one that most posts have
     */
    static TimesOfDay of(List<Counted> posts, Optional<String> wanted) {
        Map<String, Long> labels =
                posts.stream()
                        .flatMap(post -> post.figures().keySet().stream())
                        .collect(
                                Collectors.groupingBy(
                                        Function.identity(), TreeMap::new, Collectors.counting()));
        Optional<String> figure =
                labels.keySet().stream()
                        .filter(
                                label ->
                                        wanted.isEmpty()
                                                || label.equalsIgnoreCase(wanted.orElseThrow()))
                        .max(
                                Comparator.comparing((String label) -> labels.get(label))
                                        .thenComparing(label -> -rank(label)));
        return new TimesOfDay(
                figure,
                posts.stream()
                        .filter(post -> figure.filter(post.figures()::containsKey).isPresent())
                        .toList());
    }

    private static int rank(String label) {
        int rank = PREFERRED.indexOf(label);
        return rank < 0 ? PREFERRED.size() : rank;
    }

    int posts() {
        return counted.size();
    }

    /** Parts of the result of the tool, the best first. */
    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        List<Map<String, Object>> hours = parts(TimesOfDay::hours);
        List<Map<String, Object>> weekdays = parts(TimesOfDay::weekday);
        figure.ifPresent(label -> told.put("figure", label));
        boolean enough =
                counted.size() >= ENOUGH_POSTS
                        && (hours.size() >= ENOUGH_PARTS || weekdays.size() >= ENOUGH_PARTS);
        told.put("enough", enough);
        if (!enough) {
            told.put(
                    "notice",
                    ("Too little: %d posts with figures, and times are told apart from %d on, with %d or"
                                    + " more at two different times. Nothing here is a best time.")
                            .formatted(counted.size(), ENOUGH_POSTS, LEAST));
            return told;
        }
        told.put("median", median(counted));
        told.put("hours", hours);
        told.put("weekdays", weekdays);
        told.put(
                "notice",
                "What was, of this channel alone: other things than the time make posts do well. Times"
                        + " with fewer than %d posts are left out.".formatted(LEAST));
        return told;
    }

    private static String hours(Counted post) {
        int from = post.at().getHour() / HOURS * HOURS;
        return "%02d:00-%02d:00".formatted(from, from + HOURS);
    }

    private static String weekday(Counted post) {
        return post.at().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private List<Map<String, Object>> parts(Function<Counted, String> part) {
        List<Map<String, Object>> parts = new ArrayList<>();
        BigDecimal all = median(counted);
        counted.stream()
                .collect(Collectors.groupingBy(part, TreeMap::new, Collectors.toList()))
                .forEach(
                        (name, posts) -> {
                            if (posts.size() >= LEAST) {
                                parts.add(part(name, posts, all));
                            }
                        });
        parts.sort(
                Comparator.comparing((Map<String, Object> told) -> (BigDecimal) told.get("median"))
                        .reversed());
        return parts;
    }

    private Map<String, Object> part(String name, List<Counted> posts, BigDecimal all) {
        Map<String, Object> told = new LinkedHashMap<>();
        BigDecimal median = median(posts);
        told.put("time", name);
        told.put("posts", posts.size());
        told.put("median", median);
        if (all.signum() > 0) {
            told.put(
                    "againstAll",
                    median.divide(all, MathContext.DECIMAL64).setScale(2, RoundingMode.HALF_UP));
        }
        return told;
    }

    private BigDecimal median(List<Counted> posts) {
        List<BigDecimal> sorted =
                posts.stream()
                        .map(post -> post.figures().get(figure.orElseThrow()))
                        .sorted()
                        .toList();
        int middle = sorted.size() / 2;
        return sorted.isEmpty()
                ? BigDecimal.ZERO
                : sorted.size() % 2 == 1
                        ? sorted.get(middle)
                        : sorted.get(middle - 1)
                                .add(sorted.get(middle))
                                .divide(BigDecimal.valueOf(2), MathContext.DECIMAL64);
    }
}
