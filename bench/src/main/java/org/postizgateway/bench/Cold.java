package org.postizgateway.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/**
 * What a gateway that few people use feels like: how long it takes to start, and its first thousand
 * calls over one connection, beside the {@link Baseline} and the official TypeScript SDK. Each is
 * started anew in every round, in turns; what is reported are medians over the rounds.
 *
 * <p>Arguments: the directory of an image ({@code gateway.jar}, {@code lib} and, if there is one,
 * {@code gateway.aot}), the Dockerfile whose flags are taken, and the command that starts the
 * TypeScript server, if it can be started.
 */
public final class Cold {

    private static final int ROUNDS = Bench.setting("BENCH_ROUNDS", 5);
    private static final int CHANNELS = 44;
    private static final int DIRECT_CALLS = 500;
    private static final Map<String, String> KEEPING = Map.of("POLICIES_CACHED_CHANNELS", "1h");
    private static final List<Integer> UNTIL = List.of(1, 10, 100, 500, 1_000);

    /**
     * One start of one server.
     *
     * @param seconds from launch to the first answered call
     * @param cpuSeconds of processor time until then
     * @param results of the calls up to each number of {@link #UNTIL}
     * @param resident in MB, after the last call
     */
    private record Start(
            double seconds, double cpuSeconds, List<Result> results, double resident) {}

    private Cold() {}

    public static void main(String[] args) throws Exception {
        Image image = Image.of(Path.of(args[0]), Path.of(args[1]));
        List<String> typescript = Arrays.asList(args).subList(2, args.length);
        int delay = Bench.setting("BENCH_UPSTREAM_MS", 0);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (Server stub =
                Server.ofClass(
                        StubPostiz.class,
                        Bench.JVM,
                        String.valueOf(CHANNELS),
                        String.valueOf(delay))) {
            String postiz = "http://127.0.0.1:" + stub.port();
            Map<String, Callable<Server>> servers = new LinkedHashMap<>();
            servers.put("Baseline", () -> Server.ofClass(Baseline.class, Bench.JVM, postiz));
            if (!typescript.isEmpty()) {
                servers.put("TypeScript", () -> Server.typescript(typescript, postiz));
            }
            servers.put("Gateway", () -> image.start(postiz, Map.of()));
            servers.put("Gateway that keeps channels", () -> image.start(postiz, KEEPING));
            System.out.printf(
                    "Java %s, %s, upstream of %d ms%n",
                    System.getProperty("java.version"), String.join(" ", image.jvm()), delay);
            Map<String, List<Start>> starts = new LinkedHashMap<>();
            List<Result> direct = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                direct.add(direct(vertx, stub));
                for (Map.Entry<String, Callable<Server>> server : servers.entrySet()) {
                    starts.computeIfAbsent(server.getKey(), name -> new ArrayList<>())
                            .add(start(vertx, server.getValue()));
                }
            }
            starts.forEach(Cold::print);
            System.out.printf(
                    Locale.ROOT,
                    "%nDirect call to Postiz   p50 %.2f ms%n",
                    Bench.median(direct.stream().mapToDouble(Result::p50)));
        } finally {
            vertx.close();
        }
    }

    private static Start start(Vertx vertx, Callable<Server> launch) throws Exception {
        long begin = System.nanoTime();
        try (Server server = launch.call();
                Load load = new Load(vertx, server.port(), 1, Bench.TOOL_CALL)) {
            List<Result> results = new ArrayList<>();
            double seconds = 0;
            double cpuOfStart = 0;
            int made = 0;
            for (int until : UNTIL) {
                double before = server.cpuSeconds();
                Result result = load.run(until - made);
                double cpu = server.cpuSeconds();
                results.add(result.withCpuSeconds(cpu - before));
                if (made == 0) {
                    seconds = (System.nanoTime() - begin) / 1e9;
                    cpuOfStart = cpu;
                }
                made = until;
            }
            return new Start(seconds, cpuOfStart, results, server.residentMegabytes());
        }
    }

    private static Result direct(Vertx vertx, Server stub) throws Exception {
        try (Load load = new Load(vertx, stub.port(), 1, Bench.DIRECT_CALL)) {
            return load.run(DIRECT_CALLS);
        }
    }

    private static void print(String name, List<Start> starts) {
        System.out.printf(
                Locale.ROOT,
                "%n%-12s first answer %.2f s after launch, %.1f s of processor time; %.0f MB resident"
                        + " after %d calls%n",
                name,
                median(starts, Start::seconds),
                median(starts, Start::cpuSeconds),
                median(starts, Start::resident),
                UNTIL.get(UNTIL.size() - 1));
        int from = 1;
        for (int i = 0; i < UNTIL.size(); i++) {
            int range = i;
            System.out.printf(
                    Locale.ROOT,
                    "  calls %4d to %4d   p50 %7.2f ms   p99 %7.2f ms   cpu %7.2f ms%n",
                    from,
                    UNTIL.get(i),
                    median(starts, start -> start.results().get(range).p50()),
                    median(starts, start -> start.results().get(range).p99()),
                    median(starts, start -> start.results().get(range).cpu()));
            from = UNTIL.get(i) + 1;
        }
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> value) {
        return Bench.median(starts.stream().mapToDouble(value));
    }
}
