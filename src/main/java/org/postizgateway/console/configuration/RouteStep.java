package org.postizgateway.console.configuration;

import java.util.List;
import java.util.Optional;

/**
 * A step of a route and what is inside it.
 *
 * @param name of the pattern, such as {@code choice} or {@code to}
 * @param detail what it calls, asks or sets, as it is written, up to a length
 * @param line that it stands in, from 1; 0 when it is not known
 * @param traffic of this replica since the configuration serves; empty for a branch without steps
 * @param leadsTo the route that it calls; empty when it calls none of this gateway
 */
public record RouteStep(
        String name,
        String detail,
        int line,
        Optional<ServedRoute.Traffic> traffic,
        Optional<ServedRoute> leadsTo,
        List<RouteStep> steps) {}
