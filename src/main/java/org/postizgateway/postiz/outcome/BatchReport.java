package org.postizgateway.postiz.outcome;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postizgateway.postiz.outcome.ItemOutcome.Status;
import org.postizgateway.postiz.preflight.finding.Position;

/**
 * What a model and a program read when not all posts of a call were created. Says of each what is
 * known at this moment, and says once what is the same for many, so that it is short however many
 * there are.
 */
final class BatchReport {

    private final List<ItemOutcome> items;

    /**
     * @param items in the caller's order
     */
    BatchReport(List<ItemOutcome> items) {
        this.items = items;
    }

    /** How many of which kind, a line for each fate, and what to do. */
    String sentence() {
        Map<String, List<ItemOutcome>> alike =
                items.stream()
                        .collect(
                                Collectors.groupingBy(
                                        BatchReport::fate,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        String lines =
                alike.entrySet().stream()
                        .map(fate -> line(fate.getKey(), fate.getValue()))
                        .collect(Collectors.joining());
        return counts() + lines + advice();
    }

    private static String line(String fate, List<ItemOutcome> items) {
        String ids =
                items.get(0).status() == Status.CREATED
                        ? items.stream()
                                .map(ItemOutcome::postId)
                                .collect(Collectors.joining(", ", ": ", "."))
                        : "";
        return "\n"
                + Position.names(items.stream().map(ItemOutcome::position).toList())
                + ": "
                + fate
                + ids;
    }

    /** One result per post; a reason that an earlier one has is told by its position. */
    List<Map<String, Object>> results() {
        Map<String, Integer> told = new HashMap<>();
        List<Map<String, Object>> results = new ArrayList<>();
        for (ItemOutcome item : items) {
            Map<String, Object> result = item.result();
            Integer first = told.putIfAbsent(item.reason(), item.position().index());
            if (first != null && !item.reason().isEmpty()) {
                result.put("reason", "As socialPost[" + first + "].");
            }
            results.add(result);
        }
        return results;
    }

    private String counts() {
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        items.forEach(item -> counts.merge(item.status(), 1L, Long::sum));
        Long created = counts.remove(Status.CREATED);
        String rest =
                counts.entrySet().stream()
                        .map(count -> ", " + count.getValue() + " " + count.getKey().word())
                        .collect(Collectors.joining());
        return (created == null ? 0 : created)
                + " of "
                + items.size()
                + " posts were created"
                + (counts.size() == 1 && created == null ? "" : rest)
                + ".";
    }

    private String advice() {
        String advice = "";
        if (items.stream().anyMatch(item -> item.status() == Status.CREATED)) {
            advice += "\nDo not send again what was created.";
        }
        if (items.stream().anyMatch(item -> item.status() == Status.UNKNOWN)) {
            advice += "\nLook for the unknown ones with postsListTool before you send them again.";
        }
        return advice;
    }

    private static String fate(ItemOutcome item) {
        return switch (item.status()) {
            case CREATED -> "created";
            case NOT_CREATED -> "not created. " + item.reason();
            case RUNNING -> "still running. " + item.reason();
            case UNKNOWN -> "unknown whether created. " + item.reason();
        };
    }
}
