package org.postizgateway.console.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.console.page.ConsolePage;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.PageCursor;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.history.CallHistory;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The pages of calls and of generations. Each button is a request of {@link CallController}. */
@ConsolePage
public class CallsPage {

    /** Longer texts are shown up to here; {@code /ops} has the whole. */
    private static final int LONGEST_SHOWN = 20_000;

    private static final ObjectWriter PRETTY = new ObjectMapper().writerWithDefaultPrettyPrinter();

    private final CallController interfaces;
    private final CallHistory history;
    private final MediaOrigins media;

    public CallsPage(CallController interfaces, CallHistory history, MediaOrigins media) {
        this.interfaces = interfaces;
        this.history = history;
        this.media = media;
    }

    @GetMapping("/console/calls")
    String calls(@RequestParam MultiValueMap<String, String> parameters, Model model) {
        return list(parameters, "/console/calls", Optional.empty(), model);
    }

    @GetMapping("/console/jobs")
    String jobs(@RequestParam MultiValueMap<String, String> parameters, Model model) {
        return list(parameters, "/console/jobs", Optional.of(Mode.BACKGROUND), model);
    }

    /** The list alone, for a page that is open while generations run. */
    @GetMapping("/console/live/jobs")
    String liveJobs(@RequestParam MultiValueMap<String, String> parameters, Model model) {
        jobs(parameters, model);
        return "console/calls :: list";
    }

    private String list(
            MultiValueMap<String, String> parameters,
            String path,
            Optional<Mode> mode,
            Model model) {
        MultiValueMap<String, String> given = new LinkedMultiValueMap<>();
        parameters.forEach(
                (name, values) ->
                        values.stream()
                                .filter(value -> !value.isBlank())
                                .forEach(value -> given.add(name, value.strip())));
        CallQuery query = CallQuery.parse(given, mode);
        CallHistory.Page page = history.page(query.filter(), query.after());
        given.remove("after");
        model.addAttribute("jobs", mode.isPresent());
        model.addAttribute("path", path);
        model.addAttribute(
                "refreshes",
                mode.isPresent() && page.calls().stream().anyMatch(call -> call.state().isOpen())
                        ? address("/console/live/jobs", given, query.after())
                        : "");
        model.addAttribute("calls", page.calls());
        model.addAttribute("filter", given.toSingleValueMap());
        model.addAttribute(
                "states", Arrays.stream(CallState.values()).map(CallState::code).toList());
        model.addAttribute(
                "next",
                page.next().map(next -> address(path, given, Optional.of(next))).orElse(""));
        return "console/calls";
    }

    private static String address(
            String path, MultiValueMap<String, String> given, Optional<PageCursor> after) {
        return UriComponentsBuilder.fromPath(path)
                .queryParams(given)
                .queryParamIfPresent("after", after.map(PageCursor::text))
                .encode()
                .build()
                .toUriString();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    @GetMapping("/console/calls/{id}")
    String read(@PathVariable String id, Model model) {
        fill(id, model);
        return "console/call";
    }

    @GetMapping("/console/live/calls/{id}")
    String live(@PathVariable String id, Model model) {
        fill(id, model);
        return "console/call :: content";
    }

    private void fill(String id, Model model) {
        LedgerCall call = interfaces.find(id);
        Map<String, Object> described = interfaces.read(id);
        model.addAttribute("call", call);
        model.addAttribute("generation", call.mode() == Mode.BACKGROUND);
        model.addAttribute("story", interfaces.story(call));
        model.addAttribute("heard", described.get("heard"));
        model.addAttribute("age", seconds(Duration.between(call.createdAt(), Instant.now())));
        model.addAttribute("usual", interfaces.usual(call).map(CallsPage::seconds).orElse(0.0));
        model.addAttribute(
                "media",
                media.in(
                        call.items().stream()
                                .flatMap(item -> item.result().stream())
                                .map(JsonBody::read)
                                .toList()));
        model.addAttribute("letter", described.getOrDefault("deadLetter", ""));
        model.addAttribute("request", shown(described.get("request")));
        model.addAttribute("items", shown(described.get("items")));
    }

    @PostMapping("/console/jobs/{id}/cancel")
    String cancel(@PathVariable String id) {
        interfaces.cancel(id);
        return "redirect:/console/calls/" + interfaces.find(id).id();
    }

    private static String shown(Object json) {
        try {
            String text = PRETTY.writeValueAsString(json);
            return text.length() <= LONGEST_SHOWN
                    ? text
                    : text.substring(0, LONGEST_SHOWN) + "\n… cut here; /ops has the whole";
        } catch (JsonProcessingException e) {
            return String.valueOf(json);
        }
    }
}
