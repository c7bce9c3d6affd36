package org.postizgateway.console.letter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postizgateway.console.OpsProblem;
import org.postizgateway.ledger.bulk.LetterPages;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.ledger.deadletter.DeadLetter;
import org.postizgateway.ledger.deadletter.DeadLetterFilter;
import org.postizgateway.ledger.deadletter.DeadLetterState;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.ledger.media.Replays;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators list, read, replay and discard dead letters. */
@RestController
@RequestMapping("/ops/dead-letters")
public class DeadLetterController {

    private final DeadLetters letters;
    private final LetterPages pages;
    private final Replays replays;
    private final CallRepository calls;

    public DeadLetterController(
            DeadLetters letters, LetterPages pages, Replays replays, CallRepository calls) {
        this.letters = letters;
        this.pages = pages;
        this.replays = replays;
        this.calls = calls;
    }

    /** Newest first; see {@link DeadLetterQuery} for the parameters. */
    @GetMapping
    Map<String, Object> list(@RequestParam MultiValueMap<String, String> parameters) {
        DeadLetterQuery query = DeadLetterQuery.parse(parameters);
        DeadLetterFilter filter = query.filter();
        LetterPages.Page found = pages.page(filter, query.after());
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("deadLetters", found.letters().stream().map(letters::summarise).toList());
        page.put("limit", filter.limit());
        page.put("offset", filter.offset());
        found.next().ifPresent(next -> page.put("next", next.text()));
        return page;
    }

    /** What has caused those that match, the most frequent first, and how many can be decided. */
    @GetMapping("/causes")
    Map<String, Object> causes(@RequestParam MultiValueMap<String, String> parameters) {
        DeadLetterFilter filter = DeadLetterQuery.ofAll(parameters);
        Map<String, Object> answer = new LinkedHashMap<>();
        List<LetterPages.Cause> causes = pages.causes(filter);
        answer.put("causes", causes.stream().map(DeadLetterController::describe).toList());
        answer.put("decidable", LetterPages.decidable(causes));
        return answer;
    }

    private static Map<String, Object> describe(LetterPages.Cause cause) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("reason", cause.reason().code());
        json.put("tool", cause.tool());
        json.put("letters", cause.letters());
        json.put("oldest", cause.oldest().toString());
        json.put("newest", cause.newest().toString());
        json.put("replayCosts", ReplayCost.of(cause.reason(), false));
        return json;
    }

    /** With its request, every error, and what to do about it. */
    @GetMapping("/{id}")
    Map<String, Object> read(@PathVariable String id) {
        DeadLetter letter = find(id);
        Map<String, Object> json = letters.describe(letter);
        boolean followed = isFollowed(letter);
        json.put("whatToDo", LetterAdvice.of(letter, followed));
        json.put("replayCosts", ReplayCost.of(letter.reason(), followed));
        return json;
    }

    /** Whether Postiz gave the generation an id, by which a replay asks for it. */
    boolean isFollowed(DeadLetter letter) {
        return calls.find(letter.jobId())
                .filter(call -> call.upstreamJob().isPresent())
                .isPresent();
    }

    /** Accepted: the replay runs, or waits for a credential of the tenant; the state tells. */
    @PostMapping("/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, Object> replay(@PathVariable String id) {
        return letters.summarise(replays.replay(find(id)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable String id, @RequestParam(defaultValue = "") String note) {
        DeadLetter letter = find(id);
        if (!letters.discard(id, DeadLetterQuery.note(note))) {
            String state = letters.find(id).map(DeadLetter::state).orElse(letter.state()).code();
            throw new OpsProblem(
                    HttpStatus.CONFLICT,
                    "This dead letter is "
                            + state
                            + "; only one that is "
                            + DeadLetterState.OPEN.code()
                            + " or "
                            + DeadLetterState.WAITING_FOR_CREDENTIAL.code()
                            + " can be discarded.");
        }
    }

    private DeadLetter find(String id) {
        return letters.find(id)
                .orElseThrow(
                        () ->
                                new OpsProblem(
                                        HttpStatus.NOT_FOUND,
                                        "There is no dead letter with this id."));
    }
}
