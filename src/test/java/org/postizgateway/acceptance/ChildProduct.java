package org.postizgateway.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.postizgateway.GatewayApplication;

/** The whole gateway in a process of its own, so that it can be killed, and started again. */
public final class ChildProduct implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 32_000;
    private static final Duration START = Duration.ofMinutes(3);

    private final int port = freePort();
    private final int opsPort = freePort();
    private final Map<String, String> settings;
    private final Path log;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> options = new ArrayList<>();
    private Process process;

    /**
     * @param settings all of them, but for the ports
     * @param log where its output goes
     */
    public ChildProduct(Map<String, String> settings, Path log) {
        this.settings = new HashMap<>(settings);
        this.settings.put("gateway.port", Integer.toString(port));
        this.settings.put("server.port", Integer.toString(opsPort));
        this.log = log;
    }

    /** With environment variables beside the settings. */
    ChildProduct with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** With options of the JVM, which win over those that it has otherwise. */
    public ChildProduct options(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Starts and waits until calls are served, on the same ports every time. */
    public ChildProduct start() {
        launch();
        await().atMost(START).pollInterval(Duration.ofMillis(100)).until(this::isReady);
        return this;
    }

    /** Starts and waits for the end of it. */
    int run() throws InterruptedException {
        launch();
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("It runs");
        }
        return process.exitValue();
    }

    private void launch() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(GatewayApplication.class.getName());
        command.addAll(Product.arguments(settings));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() throws InterruptedException {
        if (!process.isAlive()) {
            throw new AssertionError("The gateway ended; see " + log);
        }
        URI health = URI.create("http://127.0.0.1:" + opsPort + "/actuator/health/liveness");
        try {
            return HTTP.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public Caller caller(String apiKey) {
        return new Caller(port, apiKey);
    }

    public int port() {
        return port;
    }

    public int opsPort() {
        return opsPort;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** As {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill}. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    /**
     * Below the ports that systems give to connections: one of those could be taken by a connection
     * before the gateway listens, and while it is down.
     */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // another one
            }
        }
    }
}
