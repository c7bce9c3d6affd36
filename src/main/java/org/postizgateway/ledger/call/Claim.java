package org.postizgateway.ledger.call;

import java.util.Map;
import java.util.Optional;

/**
 * What a call may do with each of its items, decided in the ledger.
 *
 * @param opened a row for the items that are to be sent now, in their order
 * @param known by position, the earlier calls that decide about the other items
 */
public record Claim(Optional<LedgerCall> opened, Map<Integer, LedgerCall> known) {}
