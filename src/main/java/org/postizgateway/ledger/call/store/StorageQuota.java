package org.postizgateway.ledger.call.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.postizgateway.bound.Rate;
import org.postizgateway.ledger.StorageSettings;
import org.postizgateway.ledger.call.Consequence;
import org.postizgateway.ledger.call.Ending;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.call.RequestText;
import org.springframework.util.unit.DataSize;

/**
 * How much tenants have written down in an hour, as far as this replica knows. A new call is
 * refused beyond it; the result of one that was made is always written, and counts.
 */
public final class StorageQuota {

    /** Columns, keys and indexes beside the text, for the call and for each item. */
    private static final int ROW = 512;

    private static final double SECONDS = Duration.ofHours(1).toSeconds();

    private final int longestRequest;
    private final Rate rate;
    private final Consumer<String> exceeded;

    /**
     * @param exceeded is told each time that a call is refused, with the name of the bound
     */
    public StorageQuota(StorageSettings settings, Consumer<String> exceeded) {
        this.longestRequest = Math.toIntExact(settings.longestRequest().toBytes());
        this.rate = new Rate(limit(settings.tenantPerHour()), limit(settings.perHour()));
        this.exceeded = exceeded;
    }

    private static Rate.Limit limit(DataSize perHour) {
        return new Rate.Limit(perHour.toBytes() / SECONDS, perHour.toBytes());
    }

    /** The request as it may be kept. */
    public String kept(String request) {
        return RequestText.kept(request, longestRequest);
    }

    /**
     * Counts a new call.
     *
     * @param kept its request as it is kept
     * @return how long to wait until it can be written down; empty when it can be now
     */
    Optional<Duration> take(LedgerCall call, String kept) {
        Optional<Duration> wait = rate.take(call.tenant(), size(call, kept));
        wait.ifPresent(any -> exceeded.accept("ledger-storage"));
        return wait;
    }

    /** A call that was not written down after all. */
    void giveBack(LedgerCall call, String kept) {
        rate.giveBack(call.tenant(), size(call, kept));
    }

    /** Results are written, whatever their size, so that nobody repeats what is done. */
    public Consequence counting(Consequence consequence) {
        return (call, ending, counted) -> {
            if (counted) {
                rate.charge(
                        call.tenant(), ending.items().stream().mapToInt(StorageQuota::size).sum());
            }
            return consequence.of(call, ending, counted);
        };
    }

    private static int size(Ending.Item item) {
        return item.result().map(StorageQuota::bytes).orElse(0);
    }

    /** A generation that fails is kept a second time, as a dead letter. */
    private static int size(LedgerCall call, String kept) {
        int copies = call.mode() == Mode.BACKGROUND ? 2 : 1;
        return copies * bytes(kept) + ROW * (1 + call.items().size());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
