package org.postizgateway.config.door;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.postizgateway.generation.ContextConfigurer;
import org.postizgateway.generation.Switch;
import org.postizgateway.mcp.http.AsyncHttpEngine;
import org.postizgateway.mcp.http.Doors;
import org.postizgateway.mcp.http.StrictHttpServer;
import org.postizgateway.mcp.http.body.BodyShares;
import org.postizgateway.mcp.limit.FairExecutor;
import org.postizgateway.mcp.server.ServerStates;

/** Gives each Camel context doors of its own at the one port, and opens those that serve. */
final class DoorSwitch implements Switch, ContextConfigurer {

    private final StrictHttpServer server;
    private final FairExecutor executor;
    private final BodyShares bodies;
    private final ServerStates states;
    private final Map<CamelContext, Doors> doors = new ConcurrentHashMap<>();
    private volatile CamelContext open;

    /**
     * @param executor runs the routes behind the doors
     * @param bodies bounds of what callers send, whatever doors they meet
     */
    DoorSwitch(
            StrictHttpServer server,
            FairExecutor executor,
            BodyShares bodies,
            ServerStates states) {
        this.server = server;
        this.executor = executor;
        this.bodies = bodies;
        this.states = states;
    }

    @Override
    public void configure(CamelContext context) {
        Doors own = server.newDoors();
        own.lead(context);
        doors.put(context, own);
        context.getRegistry()
                .bind(
                        PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME,
                        PlatformHttpEngine.class,
                        new AsyncHttpEngine(executor, bodies));
    }

    @Override
    public void to(CamelContext context) {
        states.serve(context);
        server.open(doors.get(context));
        open = context;
    }

    @Override
    public int entering(CamelContext context) {
        Doors own = doors.get(context);
        return own == null ? 0 : own.entering();
    }

    @Override
    public void forget(CamelContext context) {
        doors.remove(context);
        if (open != null && open != context) {
            // Servers that only the other context had are not kept.
            states.serve(open);
        }
    }
}
