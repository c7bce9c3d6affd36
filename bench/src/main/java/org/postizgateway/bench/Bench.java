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
 * <p>Argument: the gateway's jar.
 */
public final class Bench {

    static final List<String> JVM = List.of("-Xms256m", "-Xmx512m", "-XX:+UseG1GC");
    private static final int ROUNDS = setting("BENCH_ROUNDS", 6);
    private static final Duration ROUND = Duration.ofSeconds(setting("BENCH_SECONDS", 5));
    private static final Duration WARM_UP = Duration.ofSeconds(setting("BENCH_WARM_UP", 25));
    private static final int WARM_UP_CALLS = setting("BENCH_WARM_UP_CALLS", 100_000);

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
    private static final Load.Call DIRECT_CALL =
            new Load.Call(
                    HttpMethod.GET,
                    "/public/v1/integrations",
                    Map.of("Authorization", "bench-key"),
                    null,
                    "\"identifier\"");

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (Server stub = Server.ofClass(StubPostiz.class, JVM)) {
            String postiz = "http://127.0.0.1:" + stub.port();
            try (Server baseline = Server.ofClass(Baseline.class, JVM, postiz);
                    Server gateway = Server.gateway(Path.of(args[0]), gatewayJvm(), postiz)) {
                System.out.println("Java " + System.getProperty("java.version"));
                List<Server> servers = List.of(baseline, gateway);
                for (Server server : servers) {
                    try (Load load = new Load(vertx, server.port(), 50, TOOL_CALL)) {
                        warmUp(load);
                    }
                }
                compare(vertx, 50, servers);
                memory(servers);
                compare(vertx, 1, servers);
                direct(vertx, stub, gateway);
            }
        } finally {
            vertx.close();
        }
    }

    /** On a busy machine the compilers need calls as much as time. */
    static void warmUp(Load load) throws Exception {
        long calls = 0;
        long begin = System.nanoTime();
        while (calls < WARM_UP_CALLS || System.nanoTime() - begin < WARM_UP.toNanos()) {
            calls += load.run(ROUND).calls();
        }
    }

    /** Measures the second beside the first, at so many connections. */
    static void compare(Vertx vertx, int connections, List<Server> servers)
            throws Exception {
        Map<Server, List<Result>> results = rounds(vertx, connections, targets(servers));
        System.out.printf("%n%d connection(s)%n", connections);
        results.forEach(Bench::print);
        List<Result> baseline = results.get(servers.get(0));
        List<Result> gateway = results.get(servers.get(1));
        System.out.printf(
                Locale.ROOT,
                "%-12s %9.2f x    p50 %6.2f x    p99 %6.2f x    cpu %6.2f x%n",
                "Ratio",
                ratio(gateway, baseline, Result::callsPerSecond),
                ratio(gateway, baseline, Result::p50),
                ratio(gateway, baseline, Result::p99),
                ratio(gateway, baseline, Result::cpu));
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

    private static Map<Server, List<Result>> rounds(
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

    private static void print(Server server, List<Result> rounds) {
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
