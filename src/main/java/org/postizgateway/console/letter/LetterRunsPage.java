package org.postizgateway.console.letter;

import java.util.List;
import org.postizgateway.console.OpsProblem;
import org.postizgateway.console.letter.LetterRunController.LetterRunRequest;
import org.postizgateway.console.page.ConsolePage;
import org.postizgateway.ledger.bulk.LetterResult;
import org.postizgateway.ledger.bulk.LetterRun;
import org.postizgateway.ledger.bulk.LetterRunRepository;
import org.postizgateway.ledger.bulk.LetterRuns;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of replays and discards of many. */
@ConsolePage
public class LetterRunsPage {

    private static final int RESULTS = 100;

    private final LetterRuns runs;
    private final LetterRunRepository stored;

    public LetterRunsPage(LetterRuns runs, LetterRunRepository stored) {
        this.runs = runs;
        this.stored = stored;
    }

    @PostMapping("/console/dead-letters/runs")
    String begin(@RequestParam MultiValueMap<String, String> parameters) {
        LetterRun run = LetterRunRequest.parse(LettersPage.filled(parameters)).begin(runs);
        return "redirect:/console/dead-letters/runs/" + run.id();
    }

    @GetMapping("/console/dead-letters/runs/{id}")
    String read(
            @PathVariable String id, @RequestParam(defaultValue = "") String after, Model model) {
        fill(id, after, model);
        return "console/letter-run";
    }

    @GetMapping("/console/live/dead-letters/runs/{id}")
    String live(@PathVariable String id, Model model) {
        fill(id, "", model);
        return "console/letter-run :: content";
    }

    @PostMapping("/console/dead-letters/runs/{id}/stop")
    String stop(@PathVariable String id) {
        find(id);
        runs.stop(id);
        return "redirect:/console/dead-letters/runs/" + id;
    }

    private void fill(String id, String after, Model model) {
        LetterRun run = find(id);
        List<LetterResult> results = stored.results(id, after, RESULTS + 1);
        boolean more = results.size() > RESULTS;
        var outcomes = stored.outcomes(id);
        model.addAttribute("run", run);
        model.addAttribute("outcomes", outcomes);
        model.addAttribute("done", outcomes.values().stream().mapToInt(n -> n).sum());
        model.addAttribute("results", more ? results.subList(0, RESULTS) : results);
        model.addAttribute("next", more ? results.get(RESULTS - 1).letterId() : "");
        model.addAttribute("refreshes", run.state() == LetterRun.State.RUNNING && after.isEmpty());
    }

    private LetterRun find(String id) {
        return stored.find(id)
                .orElseThrow(
                        () ->
                                new OpsProblem(
                                        HttpStatus.NOT_FOUND, "There is no run with this id."));
    }
}
