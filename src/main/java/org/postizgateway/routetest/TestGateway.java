package org.postizgateway.routetest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.postizgateway.GatewayApplication;
import org.postizgateway.config.setting.SilentLog;
import org.postizgateway.ledger.call.store.CallWatch;
import org.postizgateway.postiz.offer.PostizOffers;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.JavaScriptJson;
import org.postizgateway.sandbox.web.Operation;
import org.postizgateway.sandbox.web.ReceivedRequest;
import org.postizgateway.security.credential.CredentialChecks;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * A gateway of its own that runs a configuration directory in front of a sandbox: free ports on the
 * loopback interface, a ledger in memory, and no route that begins by itself, so that no test takes
 * what a topic or folder holds for others.
 */
final class TestGateway implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = JavaScriptJson.mapper();

    /** The order in which rows can be deleted. */
    private static final List<String> TABLES =
            List.of("attempt_error", "dead_letter", "ledger_item", "ledger_call", "ration");

    private final Path data;
    private final PostizSandbox sandbox;
    private final ConfigurableApplicationContext gateway;
    private final JdbcClient ledger;

    /**
     * @param directory the configuration
     * @param quiet whether nothing is logged; otherwise the log is left as it is set up
     * @throws RuntimeException when it cannot start, with the reason as a cause
     */
    TestGateway(Path directory, boolean quiet) throws IOException {
        data = Files.createTempDirectory("route-tests");
        sandbox = new PostizSandbox(SandboxSettings.forTests());
        try {
            gateway = start(directory, quiet);
        } catch (RuntimeException e) {
            sandbox.close();
            FileSystemUtils.deleteRecursively(data);
            throw e;
        }
        ledger = gateway.getBean(JdbcClient.class);
    }

    private ConfigurableApplicationContext start(Path directory, boolean quiet) {
        SpringApplication application = new SpringApplication(GatewayApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        if (!quiet) {
            // The log belongs to the gateway in whose process this one runs.
            application.setListeners(
                    application.getListeners().stream()
                            .filter(listener -> !(listener instanceof LoggingApplicationListener))
                            .toList());
        }
        // Once the log is set up, to which the server of the sandbox writes too
        application.addListeners(
                (ApplicationListener<ApplicationEnvironmentPreparedEvent>)
                        event -> startSandbox(event.getEnvironment()));
        String[] settings = {
            "--gateway.config-dir=" + directory,
            "--gateway.config-watch=false",
            "--gateway.config-test=false",
            "--gateway.toolsets=all",
            "--gateway.self-starting=false",
            "--gateway.address=127.0.0.1",
            "--gateway.port=0",
            "--gateway.secret=",
            "--gateway.allowed-hosts=",
            "--gateway.key-cache.address-checks-per-second=1000",
            "--gateway.key-cache.checks-per-second=1000",
            "--gateway.data-dir=" + data,
            "--server.address=127.0.0.1",
            "--server.port=0",
            "--ops.token=",
            "--ledger.url=jdbc:h2:mem:" + data.getFileName(),
            "--ledger.user=",
            "--ledger.password=",
            "--ledger.reconcile-delays=1ms",
            "--dead-letter.sinks=",
            "--delivery.watch-interval=0s",
            "--delivery.sinks=",
            "--postiz.frontend-url=",
            "--postiz.api-key=sandbox-key",
            // Repeated as often as it is set, without the pauses
            "--policies.read.delay=1",
            "--policies.change.delay=1",
            "--policies.draft.again-after=50",
            // No test sees what another one read
            "--policies.cached.channels=0s",
            "--policies.cached.rules=0s",
            "--policies.video.status-delay=50",
            // One test is not to close the way for the next
            "--policies.throttle.caller-per-second=1000",
            "--policies.throttle.all-per-second=1000",
            "--policies.upstream.window=1000",
            "--policies.upstream.minimum-calls=1000",
            "--management.metrics.use-global-registry=false",
            "--OTEL_EXPORTER_OTLP_ENDPOINT=",
            "--OTEL_EXPORTER_OTLP_TRACES_ENDPOINT="
        };
        return application.run(quiet ? SilentLog.with(settings) : settings);
    }

    private void startSandbox(ConfigurableEnvironment settings) {
        sandbox.start();
        settings.getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "sandbox of the tests",
                                Map.of(
                                        "postiz.url",
                                        sandbox.baseUrl(),
                                        "postiz.upload.allowed-hosts",
                                        URI.create(sandbox.baseUrl()).getAuthority())));
    }

    /** Origin of the front doors. */
    URI origin() {
        int port =
                gateway.getBean(CamelContext.class)
                        .hasService(VertxPlatformHttpServer.class)
                        .getServer()
                        .actualPort();
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Origin of the sandbox, where {@code /examples/ANYTHING.png} can be uploaded from. */
    String sandboxUrl() {
        return sandbox.baseUrl();
    }

    /** As after the start, for the next test. */
    void reset(String caller) throws InterruptedException {
        awaitQuiet();
        sandbox.reset();
        TABLES.forEach(table -> ledger.sql("DELETE FROM " + table).update());
        gateway.getBean(PostizOffers.class).forget();
        gateway.getBean(CredentialChecks.class).forget(caller);
    }

    /** What an earlier test began must not be counted in a later one. */
    private void awaitQuiet() throws InterruptedException {
        CallWatch calls = gateway.getBean(CallWatch.class);
        CompletableFuture<?>[] open =
                ledger
                        .sql("SELECT id FROM ledger_call WHERE state IN ('QUEUED', 'RUNNING')")
                        .query(String.class)
                        .list()
                        .stream()
                        .map(calls::ended)
                        .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(open).get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // What goes on may be counted in the next test.
        }
    }

    void set(JsonNode conditions) throws IOException {
        if (conditions != null) {
            JSON.readerForUpdating(sandbox.conditions()).readValue(conditions);
        }
    }

    void add(List<JsonNode> faults) throws JsonProcessingException {
        for (JsonNode fault : faults) {
            sandbox.faults().add(JSON.treeToValue(fault, FaultRule.class));
        }
    }

    void forgetRequests() {
        sandbox.requests().clear();
    }

    /**
     * The bodies of the requests for an operation, in their order.
     *
     * @throws IllegalArgumentException when there is no such operation; the message names all
     */
    List<String> requests(String operation) {
        return sandbox.requests().of(Operation.of(operation)).stream()
                .map(ReceivedRequest::body)
                .toList();
    }

    /** State of the latest call in the ledger, in lower case with dashes; empty without one. */
    Optional<String> latestInLedger() {
        return ledger.sql("SELECT state FROM ledger_call ORDER BY created_at DESC LIMIT 1")
                .query(String.class)
                .optional()
                .map(state -> state.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Override
    public void close() {
        gateway.close();
        sandbox.close();
        try {
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            data.toFile().deleteOnExit();
        }
    }
}
