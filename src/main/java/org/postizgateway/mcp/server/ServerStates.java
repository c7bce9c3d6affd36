package org.postizgateway.mcp.server;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.postizgateway.mcp.feature.FeatureRegistry;
import org.postizgateway.mcp.limit.LimitListener;

/**
 * Keeps what servers know of their callers while the Camel context with their routes is replaced by
 * another. Found in Camel's registry; where it is not, a server's state ends with its context.
 *
 * <p>A server of the new context continues the one of the same name.
 */
public final class ServerStates implements AutoCloseable {

    private final Map<String, ServerState> states = new ConcurrentHashMap<>();
    private final LimitListener limits;

    /**
     * @param limits is told of each thing that had to go because there were too many
     */
    public ServerStates(LimitListener limits) {
        this.limits = limits;
    }

    ServerState of(String name, ServerState.Bounds bounds) {
        return states.computeIfAbsent(name, n -> new ServerState(n, bounds, limits));
    }

    /**
     * From now on the servers of a context serve. Callers are told of lists that differ from
     * before; what callers had with a server that the context does not have ends.
     */
    public void serve(CamelContext context) {
        Map<String, List<McpServerEndpoint>> servers =
                context.getEndpoints().stream()
                        .filter(McpServerEndpoint.class::isInstance)
                        .map(McpServerEndpoint.class::cast)
                        .collect(Collectors.groupingBy(McpServerEndpoint::name));
        servers.forEach(
                (name, endpoints) -> {
                    Set<Set<String>> tags =
                            endpoints.stream()
                                    .map(McpServerEndpoint::tags)
                                    .collect(Collectors.toSet());
                    ServerState.Bounds bounds = endpoints.get(0).bounds();
                    of(name, bounds).serve(FeatureRegistry.of(context), tags, bounds);
                });
        keepOnly(servers.keySet());
    }

    private void keepOnly(Set<String> names) {
        for (String name : Set.copyOf(states.keySet())) {
            if (!names.contains(name)) {
                states.remove(name).close();
            }
        }
    }

    /** Sessions kept now. */
    public long sessionCount() {
        return sum(state -> state.sessions().count());
    }

    /** Event streams open now. */
    public long streamCount() {
        return sum(state -> state.keepAlive().streams());
    }

    private long sum(ToLongFunction<ServerState> count) {
        return states.values().stream().mapToLong(count).sum();
    }

    /** Ends sessions and streams, so that nothing that waits for callers keeps a stop waiting. */
    public void endStreams() {
        states.values().forEach(ServerState::endStreams);
    }

    @Override
    public void close() {
        states.values().forEach(ServerState::close);
        states.clear();
    }
}
