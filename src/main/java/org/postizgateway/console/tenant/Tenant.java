package org.postizgateway.console.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant as operators see it.
 *
 * @param tenant keyed hash
 * @param lastCallAt of a call that changed something, within a day; empty without one
 * @param calls within a day
 * @param withoutResult of the calls: those that failed or are unknown
 * @param jobs generations among the calls
 * @param openJobs generations that wait or run
 * @param quotaLeft creates that Postiz has left in this hour; empty while it has not told
 * @param closedUntil by quota, when Postiz takes its calls again
 * @param remembered whether this replica remembers a credential of it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Tenant(
        String tenant,
        Optional<Instant> lastCallAt,
        int calls,
        int withoutResult,
        int jobs,
        int openJobs,
        Optional<Integer> quotaLeft,
        Map<String, Instant> closedUntil,
        boolean remembered) {}
