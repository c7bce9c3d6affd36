package org.postizgateway.mcp.http;

import io.vertx.ext.web.RoutingContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

/**
 * Answers 400 to a request whose query cannot be decoded. Left to the router, it becomes a 500 and
 * a log entry that repeats the URL, which may hold a credential.
 */
public final class StrictHttpServer extends VertxPlatformHttpServer {

    private static final int BEFORE_ALL_ROUTES = -1;

    public StrictHttpServer(VertxPlatformHttpServerConfiguration configuration) {
        super(configuration);
    }

    @Override
    protected void initializeServer() {
        super.initializeServer();
        String name = VertxPlatformHttpRouter.getRouterNameFromPort(getConfigurationPort());
        VertxPlatformHttpRouter.lookup(getCamelContext(), name)
                .route()
                .order(BEFORE_ALL_ROUTES)
                .handler(StrictHttpServer::decodeQuery);
    }

    private static void decodeQuery(RoutingContext context) {
        try {
            context.request().params();
        } catch (IllegalArgumentException e) {
            context.response()
                    .setStatusCode(400)
                    .putHeader("Content-Type", "application/json")
                    .end(
                            "{\"error\":\"bad_request\",\"error_description\":\"The query of the"
                                    + " URL is not percent-encoded correctly\"}");
            return;
        }
        context.next();
    }
}
