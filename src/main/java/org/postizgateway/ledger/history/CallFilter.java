package org.postizgateway.ledger.history;

import java.time.Instant;
import java.util.Optional;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.Mode;

/**
 * Which calls to list, the newest first.
 *
 * @param mode empty for both
 * @param since those that came in at this time or later
 * @param text stands somewhere in the request, in upper or lower case
 */
public record CallFilter(
        Optional<Mode> mode,
        Optional<String> tool,
        Optional<String> tenant,
        Optional<CallState> state,
        Optional<Instant> since,
        Optional<String> text,
        int limit) {}
