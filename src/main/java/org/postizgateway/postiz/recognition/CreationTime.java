package org.postizgateway.postiz.recognition;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postizgateway.postiz.mapping.PostizDate;

/**
 * When a listed post was created. The listing of no known version says so; but ids are of the kind
 * cuid, which begin with the milliseconds since 1970 in base 36, then a counter that starts at zero
 * with each process. Ids that do not look like that tell nothing.
 */
final class CreationTime {

    private static final Pattern CUID = Pattern.compile("c([0-9a-z]{8})0[0-9a-z]{15}");
    private static final int BASE = 36;

    /** Clocks may differ; an id from the far future is of another kind. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private CreationTime() {}

    /**
     * @param listed element of the answer of {@code GET /posts}
     */
    static Optional<Instant> of(Map<String, Object> listed, Instant now) {
        return PostizDate.parse(Objects.toString(listed.get("createdAt"), ""))
                .or(() -> fromId(Objects.toString(listed.get("id"), "")))
                .filter(time -> time.isBefore(now.plus(AHEAD)));
    }

    private static Optional<Instant> fromId(String id) {
        return Optional.of(CUID.matcher(id))
                .filter(java.util.regex.Matcher::matches)
                .map(cuid -> Instant.ofEpochMilli(Long.parseLong(cuid.group(1), BASE)));
    }
}
