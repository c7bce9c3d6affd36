package org.postizgateway.console.letter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.List;
import java.util.Map;
import org.postizgateway.console.OpsProblem;
import org.postizgateway.console.letter.LetterRunController.LetterRunRequest;
import org.postizgateway.console.page.ConsolePage;
import org.postizgateway.ledger.bulk.LetterPages;
import org.postizgateway.ledger.bulk.LetterRunRepository;
import org.postizgateway.ledger.deadletter.DeadLetter;
import org.postizgateway.ledger.deadletter.DeadLetterFilter;
import org.postizgateway.ledger.deadletter.DeadLetterState;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.outcome.Reason;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The pages of dead letters. Each button is a request of {@link DeadLetterController}. */
@ConsolePage
public class LettersPage {

    private static final int RUNS = 5;

    /** Longer requests are shown up to here; {@code /ops} has the whole. */
    private static final int LONGEST_SHOWN = 20_000;

    private static final ObjectWriter PRETTY = new ObjectMapper().writerWithDefaultPrettyPrinter();

    private final DeadLetterController interfaces;
    private final DeadLetters letters;
    private final LetterPages pages;
    private final LetterRunRepository runs;

    /** A cause as it is listed. */
    public record CauseRow(LetterPages.Cause cause, String cost, boolean warns, String link) {}

    public LettersPage(
            DeadLetterController interfaces,
            DeadLetters letters,
            LetterPages pages,
            LetterRunRepository runs) {
        this.interfaces = interfaces;
        this.letters = letters;
        this.pages = pages;
        this.runs = runs;
    }

    @GetMapping("/console/dead-letters")
    String list(@RequestParam MultiValueMap<String, String> parameters, Model model) {
        MultiValueMap<String, String> given = filled(parameters);
        DeadLetterQuery query = DeadLetterQuery.parse(given);
        DeadLetterFilter filter = query.filter();
        LetterPages.Page page = pages.page(filter, query.after());
        MultiValueMap<String, String> kept = new LinkedMultiValueMap<>(given);
        kept.remove("after");
        model.addAttribute("letters", page.letters());
        addCauses(filter, model);
        model.addAttribute("filter", kept.toSingleValueMap());
        model.addAttribute("filtered", !kept.isEmpty());
        model.addAttribute("query", address("", kept));
        model.addAttribute(
                "next",
                page.next()
                        .map(
                                next -> {
                                    MultiValueMap<String, String> more =
                                            new LinkedMultiValueMap<>(kept);
                                    more.set("after", next.text());
                                    return address("/console/dead-letters", more);
                                })
                        .orElse(""));
        model.addAttribute("reasons", reasons());
        model.addAttribute("runs", runs.latest(RUNS));
        return "console/letters";
    }

    @GetMapping("/console/dead-letters/{id}")
    String read(@PathVariable String id, Model model) {
        fill(id, model);
        return "console/letter";
    }

    /** Its content, for a page that is open while it is replayed. */
    @GetMapping("/console/live/dead-letters/{id}")
    String live(@PathVariable String id, Model model) {
        fill(id, model);
        return "console/letter :: content";
    }

    private void fill(String id, Model model) {
        DeadLetter letter = find(id);
        boolean followed = interfaces.isFollowed(letter);
        Map<String, Object> described = interfaces.read(id);
        String request = pretty(described.get("request"));
        model.addAttribute("letter", letter);
        model.addAttribute("note", pages.note(id));
        model.addAttribute(
                "request", request.substring(0, Math.min(LONGEST_SHOWN, request.length())));
        model.addAttribute("cut", request.length() > LONGEST_SHOWN);
        model.addAttribute("errors", described.get("errors"));
        model.addAttribute("advice", described.get("whatToDo"));
        model.addAttribute("cost", described.get("replayCosts"));
        model.addAttribute("warns", ReplayCost.mayPayTwice(letter.reason(), followed));
        model.addAttribute("decidable", LetterPages.DECIDABLE.contains(letter.state()));
        model.addAttribute("replayable", letter.state() == DeadLetterState.OPEN);
        model.addAttribute("refreshes", letter.state() == DeadLetterState.REPLAYING);
    }

    @PostMapping("/console/dead-letters/{id}/replay")
    String replay(@PathVariable String id) {
        interfaces.replay(id);
        return "redirect:/console/dead-letters/" + find(id).id();
    }

    @PostMapping("/console/dead-letters/{id}/discard")
    String discard(@PathVariable String id, @RequestParam(defaultValue = "") String note) {
        if (note.isBlank()) {
            throw new OpsProblem(
                    HttpStatus.BAD_REQUEST, "Say why it is discarded: go back and fill that in.");
        }
        interfaces.discard(id, note);
        return "redirect:/console/dead-letters/" + find(id).id();
    }

    /** What would be done with all that match, before it is done. */
    @GetMapping("/console/dead-letters/all")
    String all(@RequestParam MultiValueMap<String, String> parameters, Model model) {
        MultiValueMap<String, String> given = filled(parameters);
        String action = given.containsKey("action") ? given.remove("action").get(0) : "";
        List.of("after", "limit", "offset").forEach(given::remove);
        if (!action.equals("replay") && !action.equals("discard")) {
            throw new OpsProblem(HttpStatus.BAD_REQUEST, "'action' is none of replay, discard.");
        }
        DeadLetterFilter filter = DeadLetterQuery.ofAll(given);
        model.addAttribute("action", action);
        addCauses(filter, model);
        model.addAttribute("filter", given);
        model.addAttribute("described", LetterRunRequest.describe(given));
        return "console/letters-all";
    }

    static MultiValueMap<String, String> filled(MultiValueMap<String, String> parameters) {
        MultiValueMap<String, String> filled = new LinkedMultiValueMap<>();
        parameters.forEach(
                (name, values) ->
                        values.stream()
                                .filter(value -> !value.isBlank() && !name.equals("_csrf"))
                                .forEach(value -> filled.add(name, value.strip())));
        return filled;
    }

    private void addCauses(DeadLetterFilter filter, Model model) {
        List<LetterPages.Cause> causes = pages.causes(filter);
        model.addAttribute("causes", causes.stream().map(LettersPage::row).toList());
        model.addAttribute("decidable", LetterPages.decidable(causes));
    }

    private static CauseRow row(LetterPages.Cause cause) {
        MultiValueMap<String, String> filter = new LinkedMultiValueMap<>();
        filter.add("reason", cause.reason().code());
        filter.add("tool", cause.tool());
        return new CauseRow(
                cause,
                ReplayCost.of(cause.reason(), false),
                ReplayCost.mayPayTwice(cause.reason(), false),
                address("/console/dead-letters", filter));
    }

    private static String address(String path, MultiValueMap<String, String> parameters) {
        return UriComponentsBuilder.fromPath(path)
                .queryParams(parameters)
                .encode()
                .build()
                .toUriString();
    }

    private static List<String> reasons() {
        return java.util.Arrays.stream(Reason.values())
                .filter(reason -> reason.needsOperator() || reason == Reason.REJECTED)
                .map(Reason::code)
                .toList();
    }

    private static String pretty(Object json) {
        try {
            return PRETTY.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            return String.valueOf(json);
        }
    }

    private DeadLetter find(String id) {
        return letters.find(id)
                .orElseThrow(
                        () ->
                                new OpsProblem(
                                        HttpStatus.NOT_FOUND,
                                        "There is no dead letter with this id. Resolved and"
                                                + " discarded ones are deleted after a while."));
    }
}
