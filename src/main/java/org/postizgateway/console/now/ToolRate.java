package org.postizgateway.console.now;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The calls of a tool within {@link CallRates#WINDOW}.
 *
 * @param outcomes how many ended how, in the words of {@code mcp_tool_calls_seconds}
 * @param p50 seconds; empty when not known, longer than any bound when infinite
 */
public record ToolRate(
        String tool,
        double perSecond,
        long calls,
        Map<String, Long> outcomes,
        Optional<Double> p50,
        Optional<Double> p95,
        Optional<Double> p99) {

    static ToolRate of(String tool, Map<String, Buckets> outcomes, double seconds) {
        Buckets all = outcomes.values().stream().reduce(Buckets::plus).orElseThrow();
        return new ToolRate(
                tool,
                all.count() / seconds,
                all.count(),
                outcomes.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        entry -> entry.getValue().count(),
                                        Long::sum,
                                        TreeMap::new)),
                optional(all.quantile(0.5)),
                optional(all.quantile(0.95)),
                optional(all.quantile(0.99)));
    }

    private static Optional<Double> optional(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    /** Those that ended otherwise than they should. */
    @JsonIgnore
    public Map<String, Long> errors() {
        Map<String, Long> errors = new TreeMap<>(outcomes);
        errors.remove("ok");
        errors.remove("input_required");
        return errors;
    }
}
