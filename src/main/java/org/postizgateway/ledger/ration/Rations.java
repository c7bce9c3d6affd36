package org.postizgateway.ledger.ration;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Holds calls back whose ration is known to be used up. Sending one all the same would not only be
 * refused: Postiz begins a full new block with it.
 */
public final class Rations {

    private static final Logger LOG = LoggerFactory.getLogger(Rations.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final RationRepository rations;
    private final RationReader reader;

    public Rations(RationRepository rations, RationReader reader) {
        this.rations = rations;
        this.reader = reader;
    }

    /** Remembers what the answer to a call says of the ration, for all replicas. */
    public void learn(LedgerCall call, Exchange answered, Optional<Outcome> failure) {
        reader.closedFor(answered, failure)
                .filter(wait -> !wait.isNegative() && !wait.isZero())
                .ifPresent(wait -> close(call, Times.now().plus(wait)));
    }

    private void close(LedgerCall call, Instant opensAt) {
        try {
            rations.close(call.tenant(), call.tool(), opensAt);
        } catch (DataAccessException e) {
            LOG.warn("The ledger cannot note that a ration is used up until {}", opensAt);
        }
    }

    /** What to tell a caller whose ration is used up; nothing is sent. */
    public Optional<Outcome> refusal(String tenant, String tool) {
        Instant now = Times.now();
        return rations.opensAt(tenant, tool)
                .filter(now::isBefore)
                .map(opens -> Outcome.none(Reason.THROTTLED, sentence(opens, now)));
    }

    private static String sentence(Instant opens, Instant now) {
        long minutes = Duration.between(now, opens).plusSeconds(59).toMinutes();
        return "Postiz accepts no more of these calls for now: the limit of this organization is"
                + " used up, for all its keys. It opens again at %s UTC, in %d minute%s. Nothing"
                        .formatted(
                                TIME.format(opens.plusSeconds(59).truncatedTo(ChronoUnit.MINUTES)),
                                minutes,
                                minutes == 1 ? "" : "s")
                + " was sent, as a call before that would close it for another full window.";
    }
}
