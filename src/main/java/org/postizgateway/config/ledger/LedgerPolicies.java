package org.postizgateway.config.ledger;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.LedgerSettings;
import org.postizgateway.ledger.call.DuplicateRule;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.execution.CallServices;
import org.postizgateway.ledger.execution.LedgerPolicy;
import org.postizgateway.ledger.execution.Operators;
import org.postizgateway.ledger.lookup.Reconciler;
import org.postizgateway.mcp.CallRecord;
import org.postizgateway.postiz.outcome.SideEffectLog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The policies {@code publishOnce}, {@code ticketOnce}, {@code writtenDown} and {@code mediaJob}.
 */
@Configuration(proxyBeanMethods = false)
public class LedgerPolicies {

    /** Longer than any ticket is valid. */
    private static final Duration TICKETS = Duration.ofMinutes(30);

    @Bean
    DuplicateRule duplicateRule(LedgerSettings settings, Reconciler reconciler) {
        return new DuplicateRule(settings.repeatWindow(), reconciler::canTell);
    }

    /** Creates, which happen once however often the same call arrives. */
    @Bean
    LedgerPolicy publishOnce(DuplicateRule rule, CallServices services) {
        return new LedgerPolicy(Mode.INLINE, rule, services);
    }

    /**
     * Changes that are harmless to make again: the ledger keeps them and joins identical ones that
     * run, but the same change is made anew once the last has ended.
     */
    @Bean
    LedgerPolicy writtenDown(DuplicateRule rule, CallServices services) {
        return new LedgerPolicy(
                Mode.INLINE, new DuplicateRule(Duration.ZERO, rule.canBeLookedUp()), services);
    }

    /**
     * What a ticket lets happen, once for as long as the ticket is valid, however short the window
     * of other calls is.
     */
    @Bean
    LedgerPolicy ticketOnce(DuplicateRule rule, CallServices services) {
        return new LedgerPolicy(
                Mode.INLINE,
                new DuplicateRule(
                        rule.window().compareTo(TICKETS) < 0 ? TICKETS : rule.window(),
                        rule.canBeLookedUp()),
                services);
    }

    /** Generations, which outlive the request that starts them. */
    @Bean
    LedgerPolicy mediaJob(DuplicateRule rule, CallServices services) {
        return new LedgerPolicy(Mode.BACKGROUND, rule, services);
    }

    /** One WARN, as for what never came into the ledger, among the lines of its call. */
    @Bean
    Operators operators(ObjectProvider<SideEffectLog> log) {
        return (ended, steps) -> log.ifAvailable(warnings -> warn(warnings, ended, steps));
    }

    private static void warn(SideEffectLog log, LedgerCall ended, Optional<Exchange> steps) {
        try (CallRecord.LogScope logged =
                steps.flatMap(CallRecord::of).map(CallRecord::openLogScope).orElse(() -> {})) {
            log.ended(ended.tool(), ended.outcome(), ended.tenant(), ended.id(), steps);
        }
    }
}
