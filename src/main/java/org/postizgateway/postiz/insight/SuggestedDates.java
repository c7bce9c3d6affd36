package org.postizgateway.postiz.insight;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Dates around now, in UTC, that arguments of prompts are completed with. */
public final class SuggestedDates {

    private final Clock clock;

    public SuggestedDates(Clock clock) {
        this.clock = clock;
    }

    /** Days that a plan or a report begins or ends with. */
    public List<String> days() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return LongStream.of(-30, -7, 0, 7, 30)
                .mapToObj(days -> today.plusDays(days).toString())
                .toList();
    }

    /** The two months before this one, and this one. */
    public List<String> months() {
        YearMonth month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        return Stream.of(month.minusMonths(2), month.minusMonths(1), month)
                .map(YearMonth::toString)
                .toList();
    }
}
