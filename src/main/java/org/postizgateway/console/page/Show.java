package org.postizgateway.console.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.postizgateway.outcome.Reason;

/** How pages write numbers and times. */
public final class Show {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int DIGITS = 8;

    /** A time as it is sorted and copied, in UTC. */
    public String time(Instant at) {
        return TIME.format(at);
    }

    /** How long ago it was, or how long until it is: {@code 5 min}. */
    public String ago(Instant at) {
        Duration time = Duration.between(at, Instant.now()).abs();
        if (time.toSeconds() < 60) {
            return time.toSeconds() + " s";
        }
        if (time.toMinutes() < 60) {
            return time.toMinutes() + " min";
        }
        return time.toHours() < 48 ? time.toHours() + " h" : time.toDays() + " d";
    }

    /** A time that a call takes: {@code 240 ms}. */
    public String seconds(double seconds) {
        if (Double.isInfinite(seconds)) {
            return "> 5 min";
        }
        if (seconds < 1) {
            return Math.round(seconds * 1000) + " ms";
        }
        return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }

    public String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 10 ? "%.2f" : "%.0f", perSecond);
    }

    /** The beginning of a hash or an id, as logs have it. */
    public String brief(String hash) {
        return hash.length() > DIGITS ? hash.substring(0, DIGITS) : hash;
    }

    /** How many calls ended so, by their outcome: {@code 2 tool errors}, {@code 2 cancelled}. */
    public String count(long calls, String outcome) {
        boolean noun = outcome.endsWith("error");
        return calls + " " + words(outcome) + (noun && calls != 1 ? "s" : "");
    }

    /** A code of the gateway in words: {@code outcome unknown}. */
    public String words(String code) {
        return code.replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    /**
     * Why there is no result, to operators. What callers are told instead says what an agent is to
     * do.
     */
    public String why(Reason reason) {
        return switch (reason) {
            case REJECTED -> "Postiz refused the request.";
            case THROTTLED -> "Postiz's limit for the tenant was used up.";
            case RETRIES_EXHAUSTED -> "Each attempt that was allowed failed, without effect.";
            case BREAKER_OPEN -> "Postiz was in trouble, so it was not sent.";
            case NOT_CREATED -> "It failed, and a look into Postiz showed that it had no effect.";
            case OUTCOME_UNKNOWN -> "It failed, and may or may not have had an effect.";
            case GATEWAY_STOPPED -> "The gateway stopped before it was sent.";
            case CANCELLED -> "Its caller cancelled it, or left before it was sent.";
            case QUEUE_FULL -> "It found no place to wait, or had no turn in time.";
            case QUOTA_EXCEEDED ->
                    "The tenant had as much written down as one may have in an hour.";
            case DRAINING -> "The gateway was stopping and took no more.";
            case LEDGER_UNAVAILABLE -> "The ledger's database could not be used.";
            case STILL_RUNNING -> "An identical call was under way when the time was up.";
            case UNKNOWN_JOB -> "The tenant has no such job.";
        };
    }
}
