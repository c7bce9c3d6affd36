package org.postizgateway.console;

import java.util.LinkedHashMap;
import java.util.Map;
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
    private final Replays replays;

    public DeadLetterController(DeadLetters letters, Replays replays) {
        this.letters = letters;
        this.replays = replays;
    }

    /** Newest first; see {@link DeadLetterQuery} for the parameters. */
    @GetMapping
    Map<String, Object> list(@RequestParam MultiValueMap<String, String> parameters) {
        DeadLetterFilter filter = DeadLetterQuery.parse(parameters);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("deadLetters", letters.list(filter).stream().map(letters::summarise).toList());
        page.put("limit", filter.limit());
        page.put("offset", filter.offset());
        return page;
    }

    @GetMapping("/{id}")
    Map<String, Object> read(@PathVariable String id) {
        return letters.describe(find(id));
    }

    /** Accepted: the replay runs, or waits for a credential of the tenant; the state tells. */
    @PostMapping("/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, Object> replay(@PathVariable String id) {
        return letters.summarise(replays.replay(find(id)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable String id) {
        DeadLetter letter = find(id);
        if (!letters.discard(id)) {
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
