package org.postizgateway.postiz.batch;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.mapping.Arguments;
import org.postizgateway.postiz.mapping.PostizDate;

/**
 * Dates that name no zone, in the one that a caller means.
 *
 * @param zone in which they are
 */
record LocalDates(ZoneId zone) {

    /**
     * @param name of an IANA time zone
     * @throws InvalidInputException when there is none of that name
     */
    static LocalDates in(String name) {
        return new LocalDates(Arguments.zone(name));
    }

    /**
     * The date with its zone; as it was where it names one, or is no date.
     *
     * @throws InvalidInputException when the clocks of the zone do not show this time, or twice
     */
    String withZone(String written) {
        Optional<LocalDateTime> local = local(written.strip());
        if (local.isEmpty()) {
            return written;
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local.get());
        if (offsets.size() != 1) {
            throw new InvalidInputException(
                    "date "
                            + written.strip()
                            + (offsets.isEmpty() ? " does not exist in " : " is there twice in ")
                            + zone
                            + ", because clocks are set then. Write it with an offset, as +01:00.");
        }
        return PostizDate.format(local.get().toInstant(offsets.get(0)));
    }

    private static Optional<LocalDateTime> local(String written) {
        try {
            return Optional.of(
                    written.length() == 10
                            ? LocalDate.parse(written).atStartOfDay()
                            : LocalDateTime.parse(written.replaceFirst(" +", "T")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
