package org.postizgateway.ledger.call;

import java.util.Map;
import java.util.Optional;
import org.postizgateway.outcome.Outcome;

/**
 * What a call may do with each of its items, decided in the ledger.
 *
 * @param opened a row for the items that are to be sent now, in their order
 * @param known by position, the earlier calls that decide about the other items
 * @param refusal why the opened row is not to be sent after all; it is to be ended then
 */
public record Claim(
        Optional<LedgerCall> opened, Map<Integer, LedgerCall> known, Optional<Outcome> refusal) {}
