package org.postizgateway.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Compares {@code tools/call integrationList} through the gateway with the baseline. Both run for
 * the whole time and are measured in turns, so that what else the machine does hits both; what is
 * reported are medians over the rounds, of ratios taken within a round.
 *
 * <p>Arguments: the gateway's jar; or the directory of an image, the Dockerfile whose flags are
 * taken, and the command that starts a server of the official TypeScript SDK, if it can be started.
 */
public final class Bench {

    static final List<String> JVM = List.of("-Xms256m", "-Xmx512m", "-XX:+UseG1GC");
    private static final int ROUNDS = setting("BENCH_ROUNDS", 6);
    private static final Duration ROUND = Duration.ofSeconds(setting("BENCH_SECONDS", 5));
    private static final Duration WARM_UP = Duration.ofSeconds(setting("BENCH_WARM_UP", 25));
    private static final int WARM_UP_CALLS = setting("BENCH_WARM_UP_CALLS", 100_000);
    private static final int PATIENCE = 4;

    static final Map<String, String> HEADERS =
            Map.of(
                    "Authorization", "Bearer bench-key",
                    "Content-Type", "application/json",
                    "Accept", "application/json, text/event-stream",
                    "MCP-Protocol-Version", "2025-11-25");

    static final Load.Call TOOL_CALL =
            new Load.Call(
                    HttpMethod.POST,
                    "/mcp",
                    HEADERS,
                    id ->
                            "{\"jsonrpc\":\"2.0\",\"id\":"
                                    + id
                                    + ",\"method\":\"tools/call\",\"params\":{\"name\":"
                                    + "\"integrationList\",\"arguments\":{}}}",
                    "\"isError\":false");
    static final Load.Call DIRECT_CALL =
            new Load.Call(
                    HttpMethod.GET,
                    "/public/v1/integrations",
                    Map.of("Authorization", "bench-key"),
                    null,
                    "\"identifier\"");

    private Bench() {}

    public static void main(String[] args) throws Exception {
        List<String> typescript =
                args.length == 1 ? List.of() : Arrays.asList(args).subList(2, args.length);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        List<Server> servers = new ArrayList<>();
        try (Server stub = Server.ofClass(StubPostiz.class, JVM)) {
            String postiz = "http://127.0.0.1:" + stub.port();
            servers.add(Server.ofClass(Baseline.class, JVM, postiz));
            if (!typescript.isEmpty()) {
                servers.add(Server.typescript(typescript, postiz));
            }
            Image gateway =
                    args.length == 1
                            ? new Image(Path.of(args[0]), gatewayJvm())
                            : Image.of(Path.of(args[0]), Path.of(args[1]));
            servers.add(gateway.start(postiz, Map.of()));
            System.out.println(
                    "Java "
                            + System.getProperty("java.version")
                            + ", "
                            + String.join(" ", gateway.jvm()));
            for (Server server : servers) {
                try (Load load = new Load(vertx, server.port(), 50, TOOL_CALL)) {
                    warmUp(load);
                }
            }
            compare(vertx, 50, servers);
            memory(servers);
            compare(vertx, 1, servers);
            direct(vertx, stub, servers.get(servers.size() - 1));
        } finally {
            servers.forEach(Server::close);
            vertx.close();
        }
    }

    /** On a busy machine the compilers need calls as much as time, within reason. */
    static void warmUp(Load load) throws Exception {
        long calls = 0;
        long begin = System.nanoTime();
        long time = 0;
        while (time < WARM_UP.toNanos()
                || calls < WARM_UP_CALLS && time < PATIENCE * WARM_UP.toNanos()) {
            calls += load.run(ROUND).calls();
            time = System.nanoTime() - begin;
        }
    }

    /** Measures the last beside each of the others, at so many connections. */
    static void compare(Vertx vertx, int connections, List<Server> servers)
            throws Exception {
        System.out.printf("%n%d connection(s)%n", connections);
        Map<Server, List<Result>> results = rounds(vertx, connections, targets(servers));
        results.forEach(Bench::print);
        Server last = servers.get(servers.size() - 1);
        for (Server other : servers.subList(0, servers.size() - 1)) {
            printRatios(last, other, results);
        }
    }

    static void printRatios(Server of, Server to, Map<Server, List<Result>> results) {
        List<Result> over = results.get(of);
        List<Result> under = results.get(to);
        System.out.printf(
                Locale.ROOT,
                "%s to %s %.2f x    p50 %.2f x    p99 %.2f x    cpu %.2f x%n",
                of.name(),
                to.name(),
                ratio(over, under, Result::callsPerSecond),
                ratio(over, under, Result::p50),
                ratio(over, under, Result::p99),
                ratio(over, under, Result::cpu));
    }

    private static void direct(Vertx vertx, Server stub, Server gateway) throws Exception {
        Map<Server, Load.Call> targets = new LinkedHashMap<>();
        targets.put(stub, DIRECT_CALL);
        targets.put(gateway, TOOL_CALL);
        Map<Server, List<Result>> results = rounds(vertx, 1, targets);
        System.out.printf("%n1 connection, beside the direct call to Postiz%n");
        results.forEach(Bench::print);
        List<Result> through = results.get(gateway);
        List<Result> direct = results.get(stub);
        System.out.printf(
                Locale.ROOT,
                "%-12s %.2f ms at p50%n",
                "Added",
                median(
                        IntStream.range(0, ROUNDS)
                                .mapToDouble(i -> through.get(i).p50() - direct.get(i).p50())));
    }

    private static Map<Server, Load.Call> targets(List<Server> servers) {
        Map<Server, Load.Call> targets = new LinkedHashMap<>();
        servers.forEach(server -> targets.put(server, TOOL_CALL));
        return targets;
    }

    static Map<Server, List<Result>> rounds(
            Vertx vertx, int connections, Map<Server, Load.Call> targets) throws Exception {
        Map<Server, List<Result>> results = new LinkedHashMap<>();
        Map<Server, Load> loads = new LinkedHashMap<>();
        targets.forEach(
                (server, call) -> {
                    loads.put(server, new Load(vertx, server.port(), connections, call));
                    results.put(server, new ArrayList<>());
                });
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<Server, Load> load : loads.entrySet()) {
                Server server = load.getKey();
                double before = server.cpuSeconds();
                Result result = load.getValue().run(ROUND);
                results.get(server).add(result.withCpuSeconds(server.cpuSeconds() - before));
            }
        }
        loads.values().forEach(Load::close);
        return results;
    }

    private static void memory(List<Server> servers) throws Exception {
        System.out.printf("%nMemory after that%n");
        for (Server server : servers) {
            long resident = server.residentMegabytes();
            System.out.printf(
                    "%-12s %5d MB resident  %5d MB heap in use after a collection%n",
                    server.name(), resident, server.heapMegabytes());
        }
    }

    static void print(Server server, List<Result> rounds) {
        System.out.printf(
                Locale.ROOT,
                "%-12s %9.0f calls/s  p50 %6.2f ms   p99 %6.2f ms   cpu %6.3f ms%n",
                server.name(),
                median(rounds.stream().mapToDouble(Result::callsPerSecond)),
                median(rounds.stream().mapToDouble(Result::p50)),
                median(rounds.stream().mapToDouble(Result::p99)),
                median(rounds.stream().mapToDouble(Result::cpu)));
    }

    static double ratio(
            List<Result> over, List<Result> under, ToDoubleFunction<Result> value) {
        return median(
                IntStream.range(0, over.size())
                        .mapToDouble(
                                i ->
                                        value.applyAsDouble(over.get(i))
                                                / value.applyAsDouble(under.get(i))));
    }

    static double median(java.util.stream.DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static List<String> gatewayJvm() {
        List<String> jvm = new ArrayList<>(JVM);
        jvm.addAll(more());
        return jvm;
    }

    /** More flags for the gateway's JVM. */
    static List<String> more() {
        String more = System.getenv("BENCH_GATEWAY_JVM");
        return more == null || more.isBlank() ? List.of() : Arrays.asList(more.split(" "));
    }

    static int setting(String name, int otherwise) {
        String value = System.getenv(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }
}
