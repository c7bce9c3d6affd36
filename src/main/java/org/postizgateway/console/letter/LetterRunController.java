package org.postizgateway.console.letter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postizgateway.console.OpsProblem;
import org.postizgateway.ledger.bulk.LetterResult;
import org.postizgateway.ledger.bulk.LetterRun;
import org.postizgateway.ledger.bulk.LetterRun.Action;
import org.postizgateway.ledger.bulk.LetterRunRepository;
import org.postizgateway.ledger.bulk.LetterRuns;
import org.postizgateway.ledger.deadletter.DeadLetterFilter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators replay or discard all dead letters that match a filter. */
@RestController
@RequestMapping("/ops/dead-letters/runs")
public class LetterRunController {

    private static final int LATEST = 50;
    private static final int RESULTS = 500;

    private final LetterRuns runs;
    private final LetterRunRepository stored;

    public LetterRunController(LetterRuns runs, LetterRunRepository stored) {
        this.runs = runs;
        this.stored = stored;
    }

    @GetMapping
    Map<String, Object> list() {
        return Map.of("runs", stored.latest(LATEST).stream().map(this::describe).toList());
    }

    /**
     * The parameters are those of a listing, with {@code action}, {@code expected} and {@code
     * note}.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, Object> begin(@RequestParam MultiValueMap<String, String> parameters) {
        return describe(LetterRunRequest.parse(parameters).begin(runs));
    }

    /** So that the answer does not name a parameter that the body has. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    void beginByJson() {
        throw new OpsProblem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "The parameters of a run are those of a form (application/x-www-form-urlencoded),"
                        + " not JSON: -d action=replay -d expected=3");
    }

    @GetMapping("/{id}")
    Map<String, Object> read(@PathVariable String id) {
        return describe(find(id));
    }

    /** In the order of the ids; {@code after} is the last id of the page before. */
    @GetMapping("/{id}/results")
    Map<String, Object> results(
            @PathVariable String id, @RequestParam(defaultValue = "") String after) {
        List<Map<String, Object>> results =
                stored.results(find(id).id(), after, RESULTS).stream()
                        .map(LetterRunController::describe)
                        .toList();
        return Map.of("results", results);
    }

    /** What was done stays done. */
    @PostMapping("/{id}/stop")
    Map<String, Object> stop(@PathVariable String id) {
        find(id);
        if (!runs.stop(id)) {
            throw new OpsProblem(HttpStatus.CONFLICT, "This run has ended already.");
        }
        return describe(find(id));
    }

    private LetterRun find(String id) {
        return stored.find(id)
                .orElseThrow(
                        () ->
                                new OpsProblem(
                                        HttpStatus.NOT_FOUND, "There is no run with this id."));
    }

    private Map<String, Object> describe(LetterRun run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", run.id());
        json.put("action", run.action().code());
        json.put("state", run.state().code());
        json.put("filter", run.filter());
        json.put("note", run.note());
        json.put("letters", run.letters());
        Map<String, Integer> outcomes = new LinkedHashMap<>();
        stored.outcomes(run.id()).forEach((outcome, n) -> outcomes.put(outcome.code(), n));
        json.put("outcomes", outcomes);
        json.put("createdAt", run.createdAt().toString());
        run.finishedAt().ifPresent(at -> json.put("finishedAt", at.toString()));
        return json;
    }

    private static Map<String, Object> describe(LetterResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", result.letterId());
        result.outcome().ifPresent(outcome -> json.put("outcome", outcome.code()));
        json.put("message", result.message());
        result.at().ifPresent(at -> json.put("at", at.toString()));
        result.letterState().ifPresent(state -> json.put("state", state));
        return json;
    }

    /** What {@link #begin} is asked for. */
    record LetterRunRequest(
            Action action, DeadLetterFilter filter, int expected, String note, String described) {

        /**
         * @throws OpsProblem 400 that names the parameter
         */
        static LetterRunRequest parse(MultiValueMap<String, String> parameters) {
            MultiValueMap<String, String> filter = new LinkedMultiValueMap<>(parameters);
            String action = first(filter.remove("action"));
            String expected = first(filter.remove("expected"));
            String note = DeadLetterQuery.note(first(filter.remove("note")));
            if (!action.equals("replay") && !action.equals("discard")) {
                throw bad("'action' is none of replay, discard.");
            }
            if (!expected.matches("\\d{1,9}")) {
                throw bad(
                        "'expected' is not the number of dead letters that match. It is the"
                                + " 'decidable' of GET /ops/dead-letters/causes with the same filter.");
            }
            if (action.equals("discard") && note.isEmpty()) {
                throw bad("'note' is missing; say why they are discarded.");
            }
            return new LetterRunRequest(
                    Action.valueOf(action.toUpperCase(Locale.ROOT)),
                    DeadLetterQuery.ofAll(filter),
                    Integer.parseInt(expected),
                    note,
                    describe(filter));
        }

        LetterRun begin(LetterRuns runs) {
            return runs.begin(action, filter, expected, note, described);
        }

        /** A filter for people. */
        static String describe(MultiValueMap<String, String> filter) {
            StringBuilder text = new StringBuilder();
            filter.forEach(
                    (name, values) ->
                            text.append(text.isEmpty() ? "" : ", ")
                                    .append(name)
                                    .append(" ")
                                    .append(String.join(" or ", values)));
            String all = text.isEmpty() ? "all that need someone" : text.toString();
            return all.substring(0, Math.min(1000, all.length()));
        }

        private static String first(List<String> values) {
            return values == null || values.isEmpty() || values.get(0) == null ? "" : values.get(0);
        }

        private static OpsProblem bad(String sentence) {
            return new OpsProblem(HttpStatus.BAD_REQUEST, sentence);
        }
    }
}
