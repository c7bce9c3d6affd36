package org.postizgateway.console.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.ledger.AttemptError;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.call.RequestText;

/** What happened to a call, in the order in which it happened, as far as the ledger knows. */
final class CallStory {

    private static final String TICKET = "ticket";

    private CallStory() {}

    /**
     * @param what a few words
     * @param text more of it, free of credentials; empty for nothing
     * @param since from the step before to this one, what was waited for included; empty for the
     *     first
     */
    public record Step(Instant at, String what, String text, Optional<Duration> since) {

        /** As a JSON object. */
        Map<String, Object> describe() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("at", at.toString());
            json.put("what", what);
            json.put("text", text);
            since.ifPresent(time -> json.put("afterSeconds", time.toMillis() / 1000.0));
            return json;
        }
    }

    /**
     * @param errors the attempts that failed
     */
    static List<Step> of(LedgerCall call, List<AttemptError> errors) {
        List<Step> steps = new ArrayList<>();
        steps.add(step(call.createdAt(), "came in", from(call)));
        call.sentAt().ifPresent(at -> steps.add(sent(call, at)));
        errors.forEach(
                error ->
                        steps.add(
                                step(
                                        error.at(),
                                        "attempt " + error.attempt() + " failed",
                                        words(error.reason().code()) + ": " + error.message())));
        call.unclearSince()
                .ifPresent(
                        at ->
                                steps.add(
                                        step(
                                                at,
                                                "outcome unclear",
                                                "From here on it is looked up in Postiz.")));
        call.finishedAt().ifPresent(at -> steps.add(step(at, "ended", end(call))));
        steps.sort(Comparator.comparing(Step::at));
        return timed(steps);
    }

    private static String from(LedgerCall call) {
        return call.origin().source().isEmpty() ? "" : "from " + call.origin().source();
    }

    private static Step sent(LedgerCall call, Instant at) {
        if (call.run() > 0) {
            return step(at, "run again", "Run " + (call.run() + 1) + ", by " + call.owner());
        }
        boolean waited = at.isAfter(call.createdAt());
        return step(at, "sent to Postiz", waited ? "It had waited for a place there." : "");
    }

    private static String end(LedgerCall call) {
        boolean succeeded = call.state() == CallState.DONE && call.attempts() > 1;
        return words(call.state().code())
                + (succeeded ? ", with attempt " + call.attempts() : "")
                + (call.state().isOpen() ? ", and begun anew since" : "");
    }

    private static List<Step> timed(List<Step> steps) {
        List<Step> timed = new ArrayList<>();
        for (Step step : steps) {
            Optional<Duration> since =
                    timed.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    Duration.between(timed.get(timed.size() - 1).at(), step.at()));
            timed.add(new Step(step.at(), step.what(), step.text(), since));
        }
        return timed;
    }

    /** Whether somebody has its result, in words. */
    static String heard(LedgerCall call) {
        if (call.mode() == Mode.INLINE) {
            return isOfTicket(call)
                    ? "By whoever sent the file. The agent that asked for the upload address is not"
                            + " told; it finds the file in the media library."
                    : "Its caller waited for it. Whether the answer arrived is noted of generations"
                            + " only; the same call again gets what this one did.";
        }
        if (call.delivered()) {
            return "Its caller has the result.";
        }
        if (call.state().isOpen()) {
            return "Its caller asks for it with mediaJobStatus.";
        }
        return call.state() == CallState.DONE
                ? "Not yet: the same prompt gets the result, and pays nothing."
                : "There is no result to hear of.";
    }

    private static boolean isOfTicket(LedgerCall call) {
        return RequestText.shown(call.request()) instanceof Map<?, ?> request
                && request.containsKey(TICKET);
    }

    private static String words(String code) {
        return code.replace('_', ' ');
    }

    private static Step step(Instant at, String what, String text) {
        return new Step(at, what, text, Optional.empty());
    }
}
