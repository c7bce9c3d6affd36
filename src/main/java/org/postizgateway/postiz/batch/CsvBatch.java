package org.postizgateway.postiz.batch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.preflight.finding.PreflightException;

/**
 * The tool {@code scheduleBatchTool}: {@link #read} before {@code schedulePostTool}, {@link
 * #created} or {@link #failed} after. Where nothing was created because something is wrong, {@link
 * #refused} tells of each row what {@code validatePostTool} found.
 */
public final class CsvBatch {

    /** Exchange property: whether rows have to be corrected, which of them is still to be told. */
    public static final String REFUSED = "PostizBatchRefused";

    /** Exchange property: the arguments of {@code validatePostTool}. */
    public static final String POSTS = "PostizBatchPosts";

    private static final String ALLOW_DUPLICATE = "allowDuplicate";
    private static final String BATCH = "PostizBatch";
    private static final String SENTENCE = "PostizBatchSentence";
    private static final String OUTPUT = "output";
    private static final int TOLD = 20;

    /**
     * Sets the arguments of {@code schedulePostTool} as body, and {@link #POSTS} and {@link
     * #REFUSED}.
     *
     * @param arguments of the tool
     * @param integrations answer of {@code GET /integrations}
     * @throws InvalidInputException when the text is no table of posts, with the line at fault
     */
    public void read(Map<String, Object> arguments, Object integrations, Exchange exchange) {
        Batch batch = Batch.of(arguments, integrations);
        exchange.setProperty(BATCH, batch);
        exchange.setProperty(REFUSED, batch.hasFaults());
        Map<String, Object> posts = Map.of("socialPost", batch.socialPost());
        exchange.setProperty(POSTS, posts);
        Map<String, Object> scheduled = new LinkedHashMap<>(posts);
        Optional.ofNullable(arguments.get(ALLOW_DUPLICATE))
                .ifPresent(allowed -> scheduled.put(ALLOW_DUPLICATE, allowed));
        exchange.getMessage().setBody(scheduled);
    }

    /**
     * Sets the result of the tool as body.
     *
     * @param exchange its body is the result of {@code schedulePostTool}
     */
    public void created(Exchange exchange) {
        Map<String, Object> result =
                new LinkedHashMap<>(JsonBody.readObject(exchange.getMessage().getBody()));
        List<Map<String, Object>> rows = rows(batch(exchange), result.get(OUTPUT));
        result.put(OUTPUT, Map.of("rows", rows));
        exchange.getMessage().setBody(result);
    }

    /**
     * Sets the result of the tool as body, and the sentence that makes it a failure; only {@link
     * #REFUSED} where the rows were refused before anything was sent.
     *
     * @param sentence with which {@code schedulePostTool} failed
     * @param body its structured form; null for none
     */
    public void failed(String sentence, Object body, Exchange exchange) {
        Batch batch = batch(exchange);
        exchange.setProperty(SENTENCE, sentence);
        if (sentence.startsWith(PreflightException.BEGINNING)) {
            exchange.setProperty(REFUSED, true);
            return;
        }
        Object results =
                body instanceof Map<?, ?> map && map.get(OUTPUT) instanceof Map<?, ?> output
                        ? output.get("results")
                        : null;
        fail(
                exchange,
                batch.inRows(sentence),
                results instanceof List<?> ? rows(batch, results) : List.of());
    }

    /**
     * Sets the result of the tool as body, and the sentence that makes it a failure.
     *
     * @param exchange its body is the result of {@code validatePostTool}
     */
    public void refused(Exchange exchange) {
        Batch batch = batch(exchange);
        Map<?, ?> output =
                (Map<?, ?>) JsonBody.readObject(exchange.getMessage().getBody()).get(OUTPUT);
        Iterator<Map<String, Object>> posts = JsonBody.readObjects(output.get("posts")).iterator();
        Map<Integer, List<String>> faults = new LinkedHashMap<>();
        for (ReadRow row : batch.all()) {
            List<String> problems =
                    row.post().isEmpty() ? row.faults() : problems(batch, row, posts.next());
            if (!problems.isEmpty()) {
                faults.put(row.number(), problems);
            }
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        faults.forEach((row, problems) -> rows.add(Map.of("row", row, "problems", problems)));
        fail(
                exchange,
                faults.isEmpty()
                        ? batch.inRows(exchange.getProperty(SENTENCE, "", String.class))
                        : sentence(faults, batch.all().size()),
                rows);
    }

    /**
     * @param examined what {@code validatePostTool} says of the post of the row
     */
    private static List<String> problems(Batch batch, ReadRow row, Map<String, Object> examined) {
        List<?> problems = examined.get("problems") instanceof List<?> list ? list : List.of();
        return row.withProblems(
                problems.stream().map(problem -> batch.inRows(String.valueOf(problem))));
    }

    private static String sentence(Map<Integer, List<String>> faults, int all) {
        String lines =
                faults.entrySet().stream()
                        .limit(TOLD)
                        .map(
                                row ->
                                        "\nrow "
                                                + row.getKey()
                                                + ": "
                                                + String.join(" ", row.getValue()))
                        .collect(Collectors.joining());
        return "Nothing was created. Correct %d of %d rows and call again:%s%s"
                .formatted(
                        faults.size(),
                        all,
                        lines,
                        faults.size() > TOLD ? "\n… and " + (faults.size() - TOLD) + " more." : "");
    }

    private static void fail(Exchange exchange, String sentence, List<Map<String, Object>> rows) {
        exchange.setProperty(PostizErrors.ERROR, sentence);
        exchange.getMessage().setBody(Map.of(OUTPUT, Map.of("errors", sentence, "rows", rows)));
    }

    private static List<Map<String, Object>> rows(Batch batch, Object list) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<String, Object> entry : JsonBody.readObjects(list)) {
            rows.add(batch.withRow(rows.size(), entry));
        }
        return rows;
    }

    private static Batch batch(Exchange exchange) {
        return exchange.getProperty(BATCH, Batch.class);
    }
}
