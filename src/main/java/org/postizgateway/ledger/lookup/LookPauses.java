package org.postizgateway.ledger.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postizgateway.ledger.call.LedgerCall;

/**
 * When to look again for a call of unknown outcome: each pause is as long as it has been unknown
 * already, so that they double, and after a day nobody looks any more unless somebody asks.
 *
 * @param shortest the first pause
 */
public record LookPauses(Duration shortest) {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration GIVE_UP = Duration.ofDays(1);

    public Optional<Instant> next(LedgerCall unknown, Instant now) {
        Duration age = Duration.between(unknown.unclearSince().orElse(now), now);
        return age.compareTo(GIVE_UP) > 0 ? Optional.empty() : Optional.of(now.plus(pause(age)));
    }

    Duration pause(Duration age) {
        Duration atLeast = age.compareTo(shortest) < 0 ? shortest : age;
        return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
    }
}
