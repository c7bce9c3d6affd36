package org.postizgateway.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Changes the configuration while {@code integrationList} is called over 50 connections: how long it
 * takes until a changed file serves, what the calls notice, and what is left behind after many
 * changes, half of them broken. A call that fails ends the program.
 *
 * <p>Argument: the gateway's jar.
 */
public final class Changes {

    private static final int CONNECTIONS = 50;
    private static final int ROUNDS = Bench.setting("BENCH_ROUNDS", 6);
    private static final Duration ROUND = Duration.ofSeconds(Bench.setting("BENCH_SECONDS", 5));
    private static final int EDITS = Bench.setting("BENCH_EDITS", 1_000);

    private static final String TOOL =
            """
            - route:
                id: greeting
                from:
                  uri: ai-tool:greeting
                  parameters:
                    description: Greets, edition WORD.
                    tags: postiz,core
                    readOnlyHint: true
                  steps:
                    - setBody:
                        constant: "hello"
            """;
    private static final String BROKEN = TOOL + "        - to: direct:nobody-serves-this\n";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Server gateway;
    private final Path tool;
    private int edition;

    private Changes(Server gateway, Path tool) {
        this.gateway = gateway;
        this.tool = tool;
    }

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("bench-configuration");
        Path tool = Files.createDirectories(directory.resolve("routes/tools")).resolve("x.yaml");
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (Server stub = Server.ofClass(StubPostiz.class, Bench.JVM);
                Server gateway =
                        Server.gateway(
                                Path.of(args[0]),
                                Bench.gatewayJvm(),
                                "http://127.0.0.1:" + stub.port(),
                                Map.of("GATEWAY_CONFIG_DIR", directory.toString()));
                Load load = new Load(vertx, gateway.port(), CONNECTIONS, Bench.TOOL_CALL)) {
            System.out.println("Java " + System.getProperty("java.version"));
            Changes changes = new Changes(gateway, tool);
            Bench.warmUp(load);
            changes.watched();
            changes.turns(load);
            changes.many(load);
        } finally {
            vertx.close();
        }
    }

    /** From the moment that a file is written to the first answer of what it says. */
    private void watched() throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            String words = write(TOOL);
            while (!tools().contains(words)) {
                Thread.sleep(10);
            }
            seconds.add((System.nanoTime() - begin) / 1e9);
        }
        System.out.printf(
                Locale.ROOT,
                "%nA changed file serves after %.2f s (longest %.2f s)%n",
                Bench.median(seconds.stream().mapToDouble(s -> s)),
                seconds.stream().mapToDouble(s -> s).max().orElseThrow());
    }

    /** In turns without and with changes, one after the other. */
    private void turns(Load load) throws Exception {
        List<Result> quiet = new ArrayList<>();
        List<Result> changing = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            quiet.add(load.run(ROUND));
            CompletableFuture<Result> calls = inBackground(load, ROUND);
            while (!calls.isDone()) {
                change();
            }
            changing.add(calls.get());
        }
        System.out.printf(
                Locale.ROOT,
                "%n%d connections: p99 %.2f ms quiet, %.2f ms while changing: %.2f x;"
                        + " calls per second %.2f x%n",
                CONNECTIONS,
                Bench.median(quiet.stream().mapToDouble(Result::p99)),
                Bench.median(changing.stream().mapToDouble(Result::p99)),
                Bench.ratio(changing, quiet, Result::p99),
                Bench.ratio(changing, quiet, Result::callsPerSecond));
    }

    private void many(Load load) throws Exception {
        Map<String, Long> before = gateway.held();
        long begin = System.nanoTime();
        for (int done = 0; done < EDITS; ) {
            CompletableFuture<Result> calls = inBackground(load, ROUND);
            for (; done < EDITS && !calls.isDone(); done++) {
                change();
            }
            calls.get();
        }
        System.out.printf(
                Locale.ROOT,
                "%n%d changes, half of them broken, in %.0f s: no call failed%n",
                EDITS,
                (System.nanoTime() - begin) / 1e9);
        Thread.sleep(5_000);
        Map<String, Long> after = gateway.held();
        before.forEach(
                (what, held) -> System.out.printf("%s: %d, then %d%n", what, held, after.get(what)));
    }

    private static CompletableFuture<Result> inBackground(Load load, Duration duration) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return load.run(duration);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    /** Every second one is refused. */
    private void change() throws Exception {
        boolean broken = edition % 2 == 1;
        write(broken ? BROKEN : TOOL);
        String outcome = reload();
        while (outcome.contains("A change is under way")) {
            // The watch saw the file first.
            Thread.sleep(10);
            outcome = reload();
        }
        if (outcome.contains("\"outcome\":\"switched\"") == broken
                && !outcome.contains("\"outcome\":\"unchanged\"")) {
            throw new IllegalStateException("Reload: " + outcome);
        }
    }

    private String reload() throws Exception {
        return send(
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + gateway.opsPort()
                                                + "/ops/configuration/reload"))
                        .header("Authorization", "Bearer " + Server.OPS_TOKEN)
                        .POST(BodyPublishers.noBody()));
    }

    private String write(String text) throws IOException {
        String words = "edition " + ++edition;
        Files.writeString(tool, text.replace("edition WORD", words));
        return words;
    }

    private String tools() throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/mcp"));
        Bench.HEADERS.forEach(request::header);
        return send(
                request.POST(
                        BodyPublishers.ofString(
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")));
    }

    private String send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }
}
