package org.postizgateway.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.feature.FeatureRegistry;
import org.postizgateway.mcp.feature.ResourceUpdate;
import org.postizgateway.mcp.protocol.ChangeFeed;

/** What callers have with a server outlives the Camel context whose routes lead to it. */
class ServerStatesTest {

    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
                    + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}}";

    @AutoClose private final ServerStates states = new ServerStates(limit -> {});
    private final List<CamelContext> contexts = new ArrayList<>();

    @AfterEach
    void stop() {
        contexts.forEach(CamelContext::stop);
    }

    @Test
    void a_session_begun_before_a_switch_goes_on_after_it() throws Exception {
        CamelContext before = serving("mcp-server:one", "ai-tool:a?description=x");
        String session = initialize(before);
        CamelContext after = serving("mcp-server:one?tags=t", "ai-tool:a?description=y&tags=t");
        before.stop();

        assertThat(states.sessionCount()).isEqualTo(1);
        assertThat(status(after, session)).as("of DELETE at the next context").isEqualTo(204);
    }

    @Test
    void a_context_that_does_not_serve_yet_ends_nothing_when_it_stops() throws Exception {
        CamelContext serving = serving("mcp-server:one", "ai-tool:a?description=x");
        String session = initialize(serving);

        context("mcp-server:one", "ai-tool:a?description=y").stop();

        assertThat(status(serving, session)).isEqualTo(204);
    }

    @Test
    void the_sessions_of_a_server_that_is_gone_end() throws Exception {
        initialize(serving("mcp-server:one", "ai-tool:a?description=x"));

        serving("mcp-server:other", "ai-tool:a?description=x");

        assertThat(states.sessionCount()).isZero();
    }

    @Test
    void only_a_list_that_differs_is_told_as_changed() throws Exception {
        CamelContext first = context("mcp-server:one", "ai-tool:a?description=x");
        CamelContext same = context("mcp-server:one", "ai-tool:a?description=x");
        CamelContext reworded = context("mcp-server:one", "ai-tool:a?description=y");
        Told told = new Told(new ArrayList<>());
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        ChangeFeed changes = new ChangeFeed(scheduler, told);

        offer(changes, first);
        offer(changes, same);
        first.stop();
        offer(changes, reworded);
        scheduler.shutdown();
        assertThat(scheduler.awaitTermination(5, TimeUnit.SECONDS)).isTrue();

        assertThat(told.notifications()).containsExactly("notifications/tools/list_changed");
    }

    private static void offer(ChangeFeed changes, CamelContext context) {
        changes.offer(FeatureRegistry.of(context), Set.of(Set.of()));
    }

    private record Told(List<String> notifications) implements ChangeFeed.Listener {

        @Override
        public void listChanged(String notification) {
            notifications.add(notification);
        }

        @Override
        public void resourceUpdated(ResourceUpdate update) {
            throw new AssertionError("No resource was updated");
        }
    }

    private CamelContext serving(String server, String tool) throws Exception {
        CamelContext context = context(server, tool);
        states.serve(context);
        return context;
    }

    private CamelContext context(String server, String tool) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        contexts.add(context);
        context.getRegistry().bind("states", states);
        RouteBuilder.addRoutes(context, routes -> routes.from("direct:door").to(server));
        RouteBuilder.addRoutes(context, routes -> routes.from(tool).log("called"));
        context.start();
        return context;
    }

    private static String initialize(CamelContext context) {
        return send(context, "POST", INITIALIZE, Map.of())
                .getMessage()
                .getHeader("Mcp-Session-Id", String.class);
    }

    private static int status(CamelContext context, String session) {
        return send(context, "DELETE", "", Map.of("Mcp-Session-Id", session))
                .getMessage()
                .getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }

    private static Exchange send(
            CamelContext context, String method, String body, Map<String, Object> more) {
        Map<String, Object> headers = new HashMap<>(more);
        headers.put(Exchange.HTTP_METHOD, method);
        headers.put(Exchange.CONTENT_TYPE, "application/json");
        return context.createProducerTemplate()
                .request(
                        "direct:door",
                        exchange -> {
                            exchange.getMessage().setBody(body);
                            exchange.getMessage().setHeaders(headers);
                        });
    }
}
