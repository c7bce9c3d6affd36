package org.postizgateway.ledger.execution;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;

/**
 * The steps of routes, apart for each Camel context: several can have a route of the same id, of
 * which one serves. Counts the calls that are still to make steps in a context.
 */
final class RouteSteps {

    private record Key(CamelContext context, String route) {}

    private final Map<Key, AsyncProcessor> steps = new ConcurrentHashMap<>();
    private final Map<CamelContext, Integer> calls = new ConcurrentHashMap<>();

    void register(CamelContext context, String route, AsyncProcessor processor) {
        steps.put(new Key(context, route), processor);
    }

    void unregister(CamelContext context, String route) {
        steps.remove(new Key(context, route));
    }

    Optional<AsyncProcessor> of(CamelContext context, String route) {
        return Optional.ofNullable(steps.get(new Key(context, route)));
    }

    /** A call will make steps there. */
    void expect(CamelContext context) {
        calls.merge(context, 1, Integer::sum);
    }

    /** It has made them, or never will. */
    void done(CamelContext context) {
        calls.computeIfPresent(context, (same, count) -> count > 1 ? count - 1 : null);
    }

    boolean areExpected(CamelContext context) {
        return calls.containsKey(context);
    }
}
