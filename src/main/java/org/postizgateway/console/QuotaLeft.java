package org.postizgateway.console;

import java.util.Map;

/**
 * How many creates Postiz has left for tenants in the hour that it counts in, as it told this
 * replica last.
 */
@FunctionalInterface
public interface QuotaLeft {

    /** By the hash of the tenant, of those that were told so. */
    Map<String, Integer> byTenant();
}
