package org.postizgateway.acceptance.day;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.postizgateway.acceptance.Answer;
import org.postizgateway.acceptance.Caller;

/** Carries errands out as an agent does: it calls, is cut off now and then, and calls again. */
final class Agent {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration CUT_OFF_AFTER = Duration.ofMillis(15);

    private final Caller caller;
    private final Outages outages;
    private final DayReport report;

    Agent(Caller caller, Outages outages, DayReport report) {
        this.caller = caller;
        this.outages = outages;
        this.report = report;
    }

    /**
     * @param cutOff whether its first call is lost on the way
     * @return whether it was done
     */
    boolean carryOut(Errand errand, boolean cutOff) throws InterruptedException {
        if (cutOff) {
            CompletableFuture<Answer> lost = caller.send(errand.kind().tool, errand.arguments());
            Thread.sleep(CUT_OFF_AFTER.toMillis());
            lost.cancel(true);
            report.count("calls cut off and made again");
        }
        Instant begin = Instant.now();
        Instant end = begin.plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            Answer answer;
            try {
                answer = caller.call(errand.kind().tool, errand.arguments());
            } catch (CompletionException e) {
                if (!isExplained(errand, String.valueOf(e.getCause()), begin)) {
                    return false;
                }
                Thread.sleep(PAUSE.toMillis());
                continue;
            }
            if (!answer.isError()) {
                report.took(errand, answer.took());
                errand.wrong(answer).ifPresent(why -> report.wrong(errand, why));
                return true;
            }
            if (!isExplained(errand, answer.sentence(), begin) || !errand.kind().again) {
                return false;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        return false;
    }

    private boolean isExplained(Errand errand, String why, Instant begin) {
        if (outages.explain(begin, Instant.now())) {
            report.count("errors that tell of Postiz being away");
        } else if (why.contains("Too many")) {
            report.count("errors that tell of a limit");
        } else {
            report.wrong(errand, why);
            return false;
        }
        return true;
    }
}
