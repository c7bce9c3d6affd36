package org.postizgateway.mcp.stateless;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.security.Principal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.feature.ResourceUpdate;
import org.postizgateway.mcp.limit.LimitListener;
import org.postizgateway.mcp.limit.Shares;
import org.postizgateway.mcp.protocol.ChangeFeed;
import org.postizgateway.mcp.protocol.EventStream;
import org.postizgateway.mcp.protocol.HttpCall;
import org.postizgateway.mcp.protocol.JsonRpc;
import org.postizgateway.mcp.protocol.KeepAlive;
import org.postizgateway.mcp.protocol.WatchedResources;

/** The streams opened with {@code subscriptions/listen}. */
public final class Subscriptions implements ChangeFeed.Listener {

    /** What a caller may opt in to, and the notification that it then gets. */
    private static final Map<String, String> LISTS =
            Map.of(
                    "toolsListChanged", McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED,
                    "promptsListChanged", McpSchema.METHOD_NOTIFICATION_PROMPTS_LIST_CHANGED,
                    "resourcesListChanged", McpSchema.METHOD_NOTIFICATION_RESOURCES_LIST_CHANGED);

    private static final String RESOURCES = "resourceSubscriptions";

    private final KeepAlive keepAlive;
    private final Shares<Subscription> shares;
    private final Set<Subscription> open = ConcurrentHashMap.newKeySet();

    /**
     * @param bounds how many streams may be open
     * @param limits is told of each stream that has to go for another
     */
    public Subscriptions(KeepAlive keepAlive, Shares.Bounds bounds, LimitListener limits) {
        this.keepAlive = keepAlive;
        this.shares = new Shares<>(bounds, () -> limits.exceeded("streams"));
    }

    /**
     * Opens a stream and acknowledges what it will carry.
     *
     * @throws io.modelcontextprotocol.spec.McpError invalid params, when the filter is missing or
     *     malformed; missing capability, when it asks for tasks of a client that takes none
     */
    void listen(HttpCall http, JsonRpc.Request request, RequestMeta meta, Results results) {
        if (!(request.params().get("notifications") instanceof Map<?, ?> filter)) {
            throw McpRequest.invalidParams("params.notifications must be an object");
        }
        if (filter.containsKey("taskIds")) {
            Protocol.requireTasks(meta);
        }
        if (!http.acceptsEventStream()) {
            String reason = "This opens an event stream; Accept must allow it";
            http.reply(406, JsonRpc.error(request.id(), ErrorCodes.INVALID_REQUEST, reason, null));
            return;
        }
        if (!http.canStream()) {
            String reason = "This door cannot stream";
            http.reply(503, JsonRpc.error(request.id(), ErrorCodes.INTERNAL_ERROR, reason, null));
            return;
        }
        Map<String, Object> honoured = honoured(filter);
        Optional<String> owner = http.caller().map(Principal::getName);
        EventStream events = http.openEventStream();
        Subscription subscription =
                new Subscription(request.id(), owner, honoured, events, results);
        synchronized (subscription) {
            // Nothing that changes from here on is lost, and nothing of it goes before this.
            open.add(subscription);
            shares.add(owner, subscription).forEach(Subscription::end);
            // Whoever was told of the stream finds it counted.
            keepAlive.add(events);
            subscription.send(
                    "notifications/subscriptions/acknowledged", Map.of("notifications", honoured));
        }
        http.onClosed(
                () -> {
                    open.remove(subscription);
                    shares.remove(owner, subscription);
                    keepAlive.remove(events);
                });
        http.done();
    }

    private static Map<String, Object> honoured(Map<?, ?> filter) {
        Map<String, Object> honoured = new LinkedHashMap<>();
        for (String list : LISTS.keySet()) {
            Object wanted = filter.get(list);
            if (wanted != null && !(wanted instanceof Boolean)) {
                throw McpRequest.invalidParams(
                        "params.notifications." + list + " must be a boolean");
            }
            if (Boolean.TRUE.equals(wanted)) {
                honoured.put(list, true);
            }
        }
        if (filter.get(RESOURCES) != null) {
            honoured.put(RESOURCES, uris(filter.get(RESOURCES)));
        }
        return honoured;
    }

    private static List<String> uris(Object wanted) {
        if (!(wanted instanceof List<?> uris)
                || !uris.stream().allMatch(String.class::isInstance)) {
            throw McpRequest.invalidParams(
                    "params.notifications." + RESOURCES + " must be a list of strings");
        }
        List<String> watched = uris.stream().map(String.class::cast).toList();
        WatchedResources.check(watched);
        return watched;
    }

    @Override
    public void listChanged(String notification) {
        for (Subscription subscription : open) {
            if (subscription.wants(notification)) {
                subscription.send(notification, Map.of());
            }
        }
    }

    @Override
    public void resourceUpdated(ResourceUpdate update) {
        for (Subscription subscription : open) {
            update.among(subscription.watched(), subscription.owner())
                    .forEach(
                            uri ->
                                    subscription.send(
                                            McpSchema.METHOD_NOTIFICATION_RESOURCES_UPDATED,
                                            Map.of("uri", uri)));
        }
    }

    /** Another bound than at first; streams that are open stay. */
    public void bound(Shares.Bounds bounds) {
        shares.bound(bounds);
    }

    /** Ends every stream with its response. */
    public void close() {
        open.forEach(Subscription::end);
    }

    /**
     * One stream.
     *
     * @param id JSON-RPC id of the request that opened it
     * @param owner name of the principal that opened it; empty when the door does not authenticate
     * @param honoured what it carries
     * @param results of the server that it was opened at
     */
    private record Subscription(
            Object id,
            Optional<String> owner,
            Map<String, Object> honoured,
            EventStream events,
            Results results) {

        /** Ends the stream with its response. */
        void end() {
            Map<String, Object> ended = Map.of("_meta", Map.of(Protocol.META_SUBSCRIPTION, id));
            events.send(JsonRpc.result(id, results.typed("complete", ended)));
            events.close();
        }

        boolean wants(String notification) {
            return LISTS.entrySet().stream()
                    .anyMatch(
                            list ->
                                    list.getValue().equals(notification)
                                            && honoured.containsKey(list.getKey()));
        }

        Collection<String> watched() {
            return honoured.get(RESOURCES) instanceof List<?> uris
                    ? uris.stream().map(String.class::cast).toList()
                    : List.of();
        }

        synchronized void send(String method, Map<String, Object> params) {
            Map<String, Object> tagged = new LinkedHashMap<>(params);
            tagged.put("_meta", Map.of(Protocol.META_SUBSCRIPTION, id));
            if (!events.send(JsonRpc.notification(method, tagged))) {
                events.close();
            }
        }
    }
}
