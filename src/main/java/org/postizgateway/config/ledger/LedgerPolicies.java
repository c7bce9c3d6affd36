package org.postizgateway.config.ledger;

import java.time.Duration;
import org.postizgateway.ledger.LedgerSettings;
import org.postizgateway.ledger.call.DuplicateRule;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.execution.CallServices;
import org.postizgateway.ledger.execution.LedgerPolicy;
import org.postizgateway.ledger.lookup.Reconciler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The policies {@code publishOnce}, {@code writtenDown} and {@code mediaJob}. */
@Configuration(proxyBeanMethods = false)
public class LedgerPolicies {

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

    /** Generations, which outlive the request that starts them. */
    @Bean
    LedgerPolicy mediaJob(DuplicateRule rule, CallServices services) {
        return new LedgerPolicy(Mode.BACKGROUND, rule, services);
    }
}
