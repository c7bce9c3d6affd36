package org.postizgateway.ledger.execution;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.call.DuplicateRule;
import org.postizgateway.ledger.call.LedgerCall;

/**
 * A call about to be made.
 *
 * @param own the exchange of the steps
 * @param rule which identical calls it will hold back
 */
public record Execution(LedgerCall call, Exchange own, AsyncProcessor steps, DuplicateRule rule) {

    Execution started(LedgerCall running) {
        return new Execution(running, own, steps, rule);
    }
}
