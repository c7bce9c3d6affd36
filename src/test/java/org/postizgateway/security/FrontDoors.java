package org.postizgateway.security;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.PluginHelper;
import org.postizgateway.bound.Lane;
import org.postizgateway.bound.Rate;
import org.postizgateway.mcp.http.AsyncHttpEngine;
import org.postizgateway.mcp.http.HttpLimits;
import org.postizgateway.mcp.http.StrictHttpServer;
import org.postizgateway.mcp.http.body.BodyShares;
import org.postizgateway.mcp.limit.FairExecutor;
import org.postizgateway.security.credential.CredentialChecks;
import org.postizgateway.security.credential.HttpAccountSource;
import org.postizgateway.security.credential.HttpPostizConnection;
import org.postizgateway.security.credential.TenantHash;
import org.postizgateway.security.credential.Tenants;
import org.postizgateway.security.door.ClientAddresses;
import org.postizgateway.security.door.PublicUrl;
import org.postizgateway.security.metadata.AuthorizationServer;
import org.postizgateway.security.metadata.ProtectedResource;
import org.postizgateway.security.metadata.PublicDocument;
import org.postizgateway.security.upstream.PostizHttp;
import org.postizgateway.security.upstream.PostizInstance;
import org.postizgateway.security.upstream.PostizInstances;

/**
 * The product's routes/mcp.yaml over a real socket. In place of the MCP server stands an endpoint
 * that answers "served" and remembers what reached it.
 */
final class FrontDoors implements AutoCloseable {

    /** What reached the MCP server. */
    record Arrival(Map<String, Object> headers, Map<String, Object> properties) {}

    static final Duration TTL = Duration.ofSeconds(60);

    final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ExecutorService requests = Executors.newCachedThreadPool();
    private final Lane lookups = new Lane("lookup", 2, 2, 100, Duration.ofSeconds(5));
    private final CredentialChecks checks;
    private final VertxPlatformHttpServer server;

    /** Who is let in. */
    static final class Settings {
        List<String> allowedOrigins = List.of();
        boolean allowLoopbackOrigins = true;
        List<String> allowedHosts = List.of();
        Optional<URI> publicUrl = Optional.empty();
        boolean trustForwarded;
        Optional<URI> frontend = Optional.empty();
        Rate.Limit addressChecks = new Rate.Limit(1_000, 1_000);
        Duration checkTimeout = Duration.ofSeconds(2);
        String address = "127.0.0.1";
    }

    /** Names of the bounds that callers met, each time that they did. */
    final List<String> exceeded = new CopyOnWriteArrayList<>();

    static FrontDoors before(String postizUrl) throws Exception {
        return new FrontDoors(postizUrl, new Settings());
    }

    FrontDoors(String postizUrl, Settings settings) throws Exception {
        TenantHash hash = new TenantHash("a secret of the test".getBytes());
        PostizHttp http = new PostizHttp(Duration.ofSeconds(1), settings.checkTimeout);
        URI postiz = URI.create(postizUrl);
        checks =
                new CredentialChecks(
                        new HttpPostizConnection(http, new PostizInstance("", postiz)),
                        new Tenants(
                                new HttpAccountSource(http, postiz),
                                PostizInstances.only(postiz),
                                hash,
                                200),
                        new CredentialChecks.Limits(
                                TTL,
                                TTL,
                                TTL,
                                100,
                                8,
                                settings.addressChecks,
                                new Rate.Limit(1_000, 1_000)),
                        exceeded::add);
        ClientAddresses addresses = new ClientAddresses(settings.trustForwarded);
        PublicUrl publicUrl = new PublicUrl(settings.publicUrl, settings.trustForwarded);
        AuthorizationServer authorization =
                new AuthorizationServer(http, postiz, settings.frontend);
        bind(
                "originCheck",
                new OriginCheck(
                        settings.allowedOrigins,
                        settings.allowLoopbackOrigins,
                        settings.allowedHosts,
                        settings.publicUrl));
        bind("refusedCredential", exchange -> {});
        bind("gatewayUrl", exchange -> {});
        bind("bearerAuthentication", DoorAuthentication.byHeader(checks, addresses));
        bind("pathKeyAuthentication", DoorAuthentication.byPath(checks, addresses));
        bind("oauthAuthentication", DoorAuthentication.byOAuth(checks, addresses, publicUrl));
        bind(
                "protectedResourceMetadata",
                new PublicDocument(publicUrl, new ProtectedResource(authorization), lookups));
        bind(
                "authorizationServerMetadata",
                new PublicDocument(publicUrl, authorization::metadata, lookups));
        bind(
                "openIdConfiguration",
                new PublicDocument(publicUrl, authorization::openIdConfiguration, lookups));

        context.getRegistry()
                .bind(
                        PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME,
                        new AsyncHttpEngine(
                                new FairExecutor(requests, 100, 100, limit -> {}),
                                new BodyShares(HttpLimits.standard().bodies(), limit -> {})));
        context.addComponent("mcp-server", new RememberingServer());
        VertxPlatformHttpServerConfiguration configuration =
                new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(settings.address);
        configuration.setBindPort(0);
        server = new StrictHttpServer(configuration, HttpLimits.standard(), limit -> {});
        context.addService(server);
        context.start();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(
                        PluginHelper.getResourceLoader(context)
                                .resolveResource("classpath:routes/mcp.yaml"));
    }

    private void bind(String name, Processor step) {
        context.getRegistry().bind(name, step);
    }

    RawHttp http() {
        return new RawHttp(server.getServer().actualPort());
    }

    int port() {
        return server.getServer().actualPort();
    }

    Arrival onlyArrival() {
        if (arrivals.size() != 1) {
            throw new AssertionError("One request should have been served, not " + arrivals.size());
        }
        return arrivals.get(0);
    }

    @Override
    public void close() throws IOException {
        context.close();
        checks.close();
        lookups.close();
        requests.shutdownNow();
    }

    private final class RememberingServer extends DefaultComponent {
        @Override
        protected Endpoint createEndpoint(
                String uri, String remaining, Map<String, Object> parameters) {
            parameters.clear();
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    return new DefaultProducer(this) {
                        @Override
                        public void process(Exchange exchange) {
                            arrivals.add(
                                    new Arrival(
                                            Map.copyOf(exchange.getMessage().getHeaders()),
                                            Map.copyOf(exchange.getProperties())));
                            exchange.getMessage().setBody("served");
                        }
                    };
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
