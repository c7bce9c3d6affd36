package org.postizgateway.mcp.limit;

/**
 * Told each time a caller meets a bound. Every one in Camel's registry is told, on a thread that
 * must not be blocked.
 */
@FunctionalInterface
public interface LimitListener {

    /**
     * @param limit name of the bound, one of a fixed set, such as {@code connections}
     */
    void exceeded(String limit);

    /** One that tells all of these, whoever they are at that time. */
    static LimitListener all(Iterable<LimitListener> listeners) {
        return limit -> listeners.forEach(listener -> listener.exceeded(limit));
    }
}
