package org.postizgateway.console.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.console.OpsProblem;
import org.postizgateway.ledger.AttemptError;
import org.postizgateway.ledger.AttemptErrors;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.call.RequestText;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.ledger.history.CallHistory;
import org.postizgateway.ledger.history.CallSummary;
import org.postizgateway.ledger.media.MediaJobs;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operators list and read calls with a side effect, and cancel generations. */
@RestController
public class CallController {

    private final CallHistory history;
    private final CallRepository calls;
    private final AttemptErrors errors;
    private final DeadLetters letters;
    private final MediaJobs jobs;

    public CallController(
            CallHistory history,
            CallRepository calls,
            AttemptErrors errors,
            DeadLetters letters,
            MediaJobs jobs) {
        this.history = history;
        this.calls = calls;
        this.errors = errors;
        this.letters = letters;
        this.jobs = jobs;
    }

    /** Newest first; see {@link CallQuery} for the parameters. */
    @GetMapping("/ops/calls")
    Map<String, Object> calls(@RequestParam MultiValueMap<String, String> parameters) {
        return list("calls", CallQuery.parse(parameters, Optional.empty()));
    }

    /** The generations among them. */
    @GetMapping("/ops/jobs")
    Map<String, Object> jobs(@RequestParam MultiValueMap<String, String> parameters) {
        return list("jobs", CallQuery.parse(parameters, Optional.of(Mode.BACKGROUND)));
    }

    private Map<String, Object> list(String name, CallQuery query) {
        CallHistory.Page found = history.page(query.filter(), query.after());
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(name, found.calls().stream().map(CallController::summarise).toList());
        found.next().ifPresent(next -> page.put("next", next.text()));
        return page;
    }

    /** With its story, its request, its items, every error and its dead letter. */
    @GetMapping("/ops/calls/{id}")
    Map<String, Object> read(@PathVariable String id) {
        LedgerCall call = find(id);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", call.id());
        json.put("tool", call.tool());
        json.put("tenant", call.tenant());
        json.put("source", call.origin().source());
        json.put("traceId", call.origin().traceId());
        json.put("mode", call.mode().name().toLowerCase(Locale.ROOT));
        json.put("state", call.state().code());
        call.reason().ifPresent(reason -> json.put("reason", reason.code()));
        json.put("message", call.message());
        json.put("attempts", call.attempts());
        if (call.mode() == Mode.BACKGROUND) {
            json.put("delivered", call.delivered());
        }
        json.put("heard", CallStory.heard(call));
        json.put("replica", call.owner());
        call.upstreamJob().ifPresent(job -> json.put("upstreamJob", job));
        json.put("createdAt", call.createdAt().toString());
        call.sentAt().ifPresent(at -> json.put("sentAt", at.toString()));
        call.unclearSince().ifPresent(at -> json.put("unclearSince", at.toString()));
        call.finishedAt().ifPresent(at -> json.put("finishedAt", at.toString()));
        usual(call).ifPresent(time -> json.put("usualSeconds", time.toMillis() / 1000.0));
        json.put("request", RequestText.shown(call.request()));
        json.put("items", items(call));
        json.put("errors", errors.of(id).stream().map(AttemptError::describe).toList());
        json.put("steps", story(call).stream().map(CallStory.Step::describe).toList());
        letters.ofJob(id).ifPresent(letter -> json.put("deadLetter", letter.id()));
        return json;
    }

    /** Waits no longer for a generation, as its caller can; what Postiz has begun goes on there. */
    @PostMapping("/ops/jobs/{id}/cancel")
    Map<String, Object> cancel(@PathVariable String id) {
        LedgerCall job = find(id);
        if (job.mode() != Mode.BACKGROUND) {
            throw new OpsProblem(HttpStatus.CONFLICT, "Only a generation can be cancelled.");
        }
        if (!job.state().isOpen()) {
            throw new OpsProblem(
                    HttpStatus.CONFLICT,
                    "This generation has ended already; it is " + job.state().code() + ".");
        }
        return jobs.cancel(job.tenant(), id);
    }

    List<CallStory.Step> story(LedgerCall call) {
        return CallStory.of(call, errors.of(call.id()));
    }

    /** How long such a generation takes, while this one has not ended. */
    Optional<Duration> usual(LedgerCall call) {
        return call.mode() == Mode.BACKGROUND && call.state().isOpen()
                ? history.usual(call.tool())
                : Optional.empty();
    }

    private static List<Map<String, Object>> items(LedgerCall call) {
        List<Map<String, Object>> items = new ArrayList<>();
        call.items()
                .forEach(
                        item -> {
                            Map<String, Object> json = new LinkedHashMap<>();
                            json.put("state", item.state().code());
                            item.result()
                                    .ifPresent(result -> json.put("result", JsonBody.read(result)));
                            items.add(json);
                        });
        return items;
    }

    private static Map<String, Object> summarise(CallSummary call) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", call.id());
        json.put("tool", call.tool());
        json.put("tenant", call.tenant());
        json.put("mode", call.mode().name().toLowerCase(Locale.ROOT));
        json.put("state", call.state().code());
        call.reason().ifPresent(reason -> json.put("reason", reason.code()));
        json.put("message", call.message());
        json.put("attempts", call.attempts());
        json.put("createdAt", call.createdAt().toString());
        call.finishedAt().ifPresent(at -> json.put("finishedAt", at.toString()));
        return json;
    }

    LedgerCall find(String id) {
        return calls.find(id)
                .orElseThrow(
                        () ->
                                new OpsProblem(
                                        HttpStatus.NOT_FOUND,
                                        "There is no call with this id. Those that have ended are"
                                                + " deleted after a while."));
    }
}
