package org.postizgateway.ledger.ration;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Times;
import org.postizgateway.outcome.Effect;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Holds calls back whose ration is used up, those counted that are under way at any replica.
 * Sending one all the same would not only be refused: Postiz begins a full new block with it.
 */
public final class Rations {

    /** What Postiz counts each request against that creates a post, or saves one anew. */
    public static final String CREATES = "creates";

    private static final Logger LOG = LoggerFactory.getLogger(Rations.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final RationRepository rations;
    private final RationReader reader;

    public Rations(RationRepository rations, RationReader reader) {
        this.rations = rations;
        this.reader = reader;
    }

    /**
     * Remembers what the answer to a call says of its ration, for all replicas. A call that had no
     * effect and was not counted by Postiz leaves the ration as it was.
     *
     * @param answered as the steps left it; nothing is done if it names no quota
     * @param failure empty when they succeeded
     */
    public void learn(String tenant, Exchange answered, Optional<Outcome> failure) {
        nameOf(answered).ifPresent(name -> learn(tenant, name, answered, failure));
    }

    private void learn(String tenant, String name, Exchange answered, Optional<Outcome> failure) {
        Instant now = Times.now();
        Optional<Ration> told =
                reader.read(answered, failure)
                        .filter(ration -> !ration.resets().isNegative())
                        .filter(ration -> !ration.resets().isZero());
        try {
            if (told.isPresent()) {
                rations.learn(
                        tenant, name, told.get().remaining(), now.plus(told.get().resets()), now);
            } else if (failure.filter(end -> end.effect() == Effect.NONE).isPresent()) {
                rations.giveBack(tenant, name, now);
            }
        } catch (DataAccessException e) {
            LOG.warn("The ledger cannot note what is left of a ration");
        }
    }

    /** Gives back what was taken for a call that was not sent. */
    public void giveBack(String tenant, Exchange unsent) {
        try {
            nameOf(unsent).ifPresent(name -> rations.giveBack(tenant, name, Times.now()));
        } catch (DataAccessException e) {
            LOG.warn("The ledger cannot note that nothing was taken from a ration");
        }
    }

    /**
     * Takes one call of the ration that the exchange names, if it names one.
     *
     * @return what to tell a caller whose ration is used up; nothing is taken then
     * @throws DataAccessException when the ledger cannot be asked
     */
    public Optional<Outcome> take(String tenant, Exchange asked) {
        Instant now = Times.now();
        return nameOf(asked)
                .flatMap(name -> rations.take(tenant, name, now))
                .map(opens -> Outcome.none(Reason.THROTTLED, sentence(opens, now)));
    }

    /**
     * How many calls of a ration are left, those under way counted.
     *
     * @param name as in {@link CallProperties#QUOTA}
     * @return empty while Postiz has not told, and while the ledger cannot be asked
     */
    public OptionalInt left(String tenant, String name) {
        try {
            return rations.left(tenant, name, Times.now());
        } catch (DataAccessException e) {
            LOG.warn("The ledger cannot tell what is left of a ration");
            return OptionalInt.empty();
        }
    }

    private static Optional<String> nameOf(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(CallProperties.QUOTA, String.class))
                .filter(name -> !name.isBlank());
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
