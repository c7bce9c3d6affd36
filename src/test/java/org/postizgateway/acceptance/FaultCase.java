package org.postizgateway.acceptance;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;

/**
 * What goes wrong with the requests of a call, from the first to the last unless said otherwise.
 */
enum FaultCase {
    NOTHING("nothing", Fault.CLOSE, rule -> rule.times(0)),
    REFUSED("connection refused", Fault.CLOSE, rule -> rule.times(0)),
    RESET_BEFORE("reset before Postiz worked", Fault.RESET, FaultRule::always),
    RESET_AFTER("reset after Postiz worked", Fault.RESET, rule -> rule.always().afterwards()),
    CLOSED_BEFORE("closed before Postiz worked", Fault.CLOSE, FaultRule::always),
    CLOSED_AFTER("closed after Postiz worked", Fault.CLOSE, rule -> rule.always().afterwards()),
    CUT("answer cut in the middle", Fault.CUT, FaultRule::always),
    SILENT_BEFORE("no answer, nothing done", Fault.SILENCE, FaultRule::always),
    SILENT_AFTER("no answer, work done", Fault.SILENCE, rule -> rule.always().afterwards()),
    SLOW("answer slow, but in time", Fault.TRICKLE, rule -> rule.pausing(Duration.ofMillis(1))),
    TRICKLE("body without end", Fault.TRICKLE, rule -> rule.pausing(Duration.ofMillis(50))),
    TRICKLE_HEAD(
            "head without end, work done",
            Fault.TRICKLE_HEAD,
            rule -> rule.always().afterwards().pausing(Duration.ofMillis(50))),
    LIMIT_SHORT(
            "429 once, Retry-After 1 s",
            Fault.TOO_MANY_REQUESTS,
            rule -> rule.retryAfter(Duration.ofSeconds(1))),
    LIMIT_LONG(
            "429, Retry-After 1 h",
            Fault.TOO_MANY_REQUESTS,
            rule -> rule.always().retryAfter(Duration.ofHours(1))),
    LIMIT("429 without Retry-After", Fault.TOO_MANY_REQUESTS, FaultRule::always),
    ERROR_BEFORE("500, nothing done", Fault.INTERNAL_ERROR, FaultRule::always),
    ERROR_AFTER("500, work done", Fault.INTERNAL_ERROR, rule -> rule.always().afterwards()),
    BAD_GATEWAY("502", Fault.BAD_GATEWAY, FaultRule::always),
    UNAVAILABLE("503", Fault.UNAVAILABLE, FaultRule::always),
    TIMEOUT_BEFORE("504, nothing done", Fault.GATEWAY_TIMEOUT, FaultRule::always),
    TIMEOUT_AFTER("504, work done", Fault.GATEWAY_TIMEOUT, rule -> rule.always().afterwards()),
    HTML("web page instead of JSON", Fault.HTML_PAGE, FaultRule::always),
    HTML_AFTER(
            "web page instead of JSON, work done", Fault.HTML_PAGE, r -> r.always().afterwards()),
    LOGIN("307 to the login page", Fault.LOGIN_REDIRECT, FaultRule::always),
    MALFORMED("broken JSON, work done", Fault.MALFORMED_JSON, r -> r.always().afterwards()),
    HUGE("answer of 50 MB", Fault.HUGE_BODY, FaultRule::always),
    UNAUTHORIZED("401 without a body", Fault.EMPTY_UNAUTHORIZED, FaultRule::always);

    /** As the table in the documentation calls it. */
    final String label;

    private final FaultRule rule;

    FaultCase(String label, Fault fault, UnaryOperator<FaultRule> how) {
        this.label = label;
        this.rule = how.apply(FaultRule.of(fault));
    }

    FaultRule on(Operation operation) {
        return rule.on(operation);
    }

    boolean hits() {
        return rule.times() > 0;
    }
}
