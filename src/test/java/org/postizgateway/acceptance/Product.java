package org.postizgateway.acceptance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.postizgateway.GatewayApplication;
import org.postizgateway.sandbox.PostizSandbox;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole gateway, as it is started, in this JVM. */
public final class Product implements AutoCloseable {

    public static final String OPS_TOKEN = "token-of-the-operators";

    private static final Map<String, String> SETTINGS =
            Map.ofEntries(
                    Map.entry("server.port", "0"),
                    Map.entry("gateway.port", "0"),
                    Map.entry("gateway.secret", "the-secret-that-all-replicas-share"),
                    Map.entry("gateway.data-dir", "target/acceptance-${PID:0}"),
                    Map.entry("gateway.drain-timeout", "1s"),
                    Map.entry("gateway.toolsets", "core,posts,insight,media"),
                    Map.entry("ops.token", OPS_TOKEN),
                    Map.entry("ledger.lease", "1200ms"),
                    Map.entry("ledger.poll-interval", "50ms"),
                    Map.entry("ledger.reconcile-delays", "50ms,200ms"),
                    Map.entry("ledger.settle-time", "1s"),
                    Map.entry("media.progress-interval", "100ms"),
                    Map.entry("policies.read.delay", "50"),
                    Map.entry("policies.read.longest-delay", "200"),
                    Map.entry("policies.change.delay", "50"),
                    Map.entry("policies.change.longest-delay", "200"),
                    Map.entry("policies.video.status-delay", "100"),
                    Map.entry("policies.throttle.caller-per-second", "10000"),
                    Map.entry("policies.throttle.all-per-second", "10000"),
                    // The breaker would keep a test's faults from its calls.
                    Map.entry("policies.upstream.window", "100000"),
                    Map.entry("policies.upstream.minimum-calls", "100000"),
                    Map.entry("logging.level.root", "warn"),
                    Map.entry("spring.main.banner-mode", "off"));

    private final ConfigurableApplicationContext context;

    private Product(Map<String, String> settings) {
        context =
                new SpringApplicationBuilder(GatewayApplication.class)
                        .run(arguments(settings).toArray(String[]::new));
    }

    /** Starts with short waits, no breaker and a ledger of its own, all unless told otherwise. */
    public static Product before(PostizSandbox postiz, Map<String, String> settings) {
        return new Product(settings(postiz, settings));
    }

    public static Map<String, String> settings(PostizSandbox postiz, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(SETTINGS);
        all.put("postiz.url", postiz.baseUrl());
        all.put("postiz.upload.allowed-hosts", postiz.baseUrl().replace("http://", ""));
        all.put("ledger.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        all.putAll(settings);
        return all;
    }

    static List<String> arguments(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toList();
    }

    public Caller caller(String apiKey) {
        return new Caller(port(), apiKey);
    }

    /** Where agents are served. */
    public int port() {
        return context.getBean(CamelContext.class)
                .hasService(VertxPlatformHttpServer.class)
                .getPort();
    }

    Operator operator() {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return new Operator(Integer.parseInt(port));
    }

    Ledger ledger() {
        return new Ledger(context.getBean(JdbcClient.class));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
