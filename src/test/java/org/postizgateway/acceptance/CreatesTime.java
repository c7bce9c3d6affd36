package org.postizgateway.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.postizgateway.ledger.Database;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;

/**
 * Measures {@code schedulePostTool} as its callers see it, before the sandbox, with the ledger on
 * an H2 file and on PostgreSQL: one post, a hundred posts on one date, and single posts of many
 * callers at once. Started by {@code bench/run.sh creates}.
 */
public final class CreatesTime {

    private static final int CALLERS = 16;
    private static final int CREATES_OF_EACH = 200;
    private static final int ITEMS = 100;
    private static final int BATCHES = 40;
    private static final int ROUNDS = 8;
    private static final int DAYS = 3_000;
    private static final String UNTHROTTLED = "1000000";
    private static final LocalDate FIRST_DAY = LocalDate.of(2090, 1, 1);

    private final PostizSandbox postiz;
    private final ProcessHandle gateway;
    private final List<Posts> callers;
    private int created;

    /** Does creates, and returns the milliseconds of each. */
    private interface Work {

        DoubleStream create() throws Exception;
    }

    private CreatesTime(PostizSandbox postiz, ChildProduct gateway) {
        this.postiz = postiz;
        this.gateway = ProcessHandle.of(gateway.pid()).orElseThrow();
        this.callers =
                IntStream.range(0, CALLERS)
                        .mapToObj(number -> Tenant.of(postiz, number))
                        .map(of -> new Posts(postiz, of, gateway.caller(of.apiKey())))
                        .toList();
    }

    public static void main(String[] arguments) throws Exception {
        measure("H2 file", "");
        measure("PostgreSQL", Database.POSTGRESQL.freshUrl());
        System.exit(0);
    }

    private static void measure(String name, String ledgerUrl) throws Exception {
        SandboxSettings settings =
                SandboxSettings.forTests()
                        .rateLimit(1_000_000)
                        .organizations(Tenant.seeds(CALLERS));
        Path directory = Files.createTempDirectory("creates-time");
        try (PostizSandbox postiz = new PostizSandbox(settings).start();
                ChildProduct gateway =
                        new ChildProduct(
                                        settings(postiz, ledgerUrl, directory),
                                        directory.resolve("gateway.log"))
                                .options("-XX:TieredStopAtLevel=4")
                                .start()) {
            System.out.printf("%n%s, Java %s%n", name, System.getProperty("java.version"));
            CreatesTime creates = new CreatesTime(postiz, gateway);
            creates.time("one post", () -> creates.oneByOne(CREATES_OF_EACH, 1));
            creates.time(ITEMS + " posts on one date", () -> creates.oneByOne(BATCHES, ITEMS));
            creates.printRequests();
            creates.timePostizAlone();
            creates.time("posts of %d callers at once".formatted(CALLERS), creates::allAtOnce);
        }
    }

    private void timePostizAlone() throws Exception {
        PostizAlone alone =
                new PostizAlone(postiz, callers.get(0).tenant().apiKey(), day(created - 1));
        time(
                "the same without the gateway",
                () -> {
                    double[] millis = new double[BATCHES];
                    for (int i = 0; i < BATCHES; i++) {
                        long begin = System.nanoTime();
                        alone.create(day(created++));
                        millis[i] = (System.nanoTime() - begin) / 1e6;
                    }
                    return Arrays.stream(millis);
                });
    }

    /** As the gateway is delivered, but for its limits. */
    private static Map<String, String> settings(
            PostizSandbox postiz, String ledgerUrl, Path directory) {
        return Map.of(
                "postiz.url",
                postiz.baseUrl(),
                "ledger.url",
                ledgerUrl,
                "gateway.data-dir",
                directory.toString(),
                "gateway.config-dir",
                directory.toString(),
                "gateway.key-cache.address-checks-per-second",
                "1000",
                "policies.throttle.caller-per-second",
                UNTHROTTLED,
                "policies.throttle.all-per-second",
                UNTHROTTLED,
                "ops.token",
                Product.OPS_TOKEN,
                "logging.level.root",
                "warn");
    }

    private DoubleStream oneByOne(int calls, int items) {
        Posts caller = callers.get(0);
        double[] millis = new double[calls];
        for (int i = 0; i < calls; i++) {
            millis[i] = create(caller, created++, items);
        }
        return Arrays.stream(millis);
    }

    private DoubleStream allAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        List<Future<DoubleStream>> millis = new ArrayList<>();
        for (Posts caller : callers) {
            int first = created;
            created += CREATES_OF_EACH;
            millis.add(threads.submit(() -> createEach(caller, first)));
        }
        threads.shutdown();
        DoubleStream all = DoubleStream.empty();
        for (Future<DoubleStream> done : millis) {
            all = DoubleStream.concat(all, done.get());
        }
        return all;
    }

    private static DoubleStream createEach(Posts caller, int first) {
        double[] millis = new double[CREATES_OF_EACH];
        for (int i = 0; i < CREATES_OF_EACH; i++) {
            millis[i] = create(caller, first + i, 1);
        }
        return Arrays.stream(millis);
    }

    /** Each call has a day of its own, so that what is compared with it stays as little. */
    private static double create(Posts caller, int number, int items) {
        String day = day(number).toString();
        List<Map<String, Object>> posts =
                IntStream.range(0, items)
                        .mapToObj(item -> caller.on(day, "Post %d of %d".formatted(item, number)))
                        .toList();
        long begin = System.nanoTime();
        Answer answer = caller.schedule(posts);
        double millis = (System.nanoTime() - begin) / 1e6;
        if (Posts.created(answer).size() != items) {
            throw new IllegalStateException(answer.text());
        }
        return millis;
    }

    private static LocalDate day(int number) {
        return FIRST_DAY.plusDays(number % DAYS);
    }

    /** Prints the last of some rounds, each before a Postiz without posts. */
    private void time(String what, Work work) throws Exception {
        for (int round = 1; round < ROUNDS; round++) {
            work.create();
            postiz.posts().clear();
        }
        postiz.requests().clear();
        double cpuBefore = cpuMillis(gateway);
        double othersBefore = cpuMillis(ProcessHandle.current());
        long begin = System.nanoTime();
        double[] millis = work.create().sorted().toArray();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "  %-28s p50 %7.2f ms   p99 %7.2f ms   %5.0f calls/s   cpu %6.2f ms, of sandbox and callers %6.2f ms%n",
                what,
                millis[millis.length / 2],
                millis[millis.length * 99 / 100],
                millis.length / seconds,
                (cpuMillis(gateway) - cpuBefore) / millis.length,
                (cpuMillis(ProcessHandle.current()) - othersBefore) / millis.length);
        postiz.posts().clear();
    }

    private static double cpuMillis(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow().toMillis();
    }

    private void printRequests() {
        postiz.requests().all().stream()
                .collect(
                        Collectors.groupingBy(
                                request -> request.method() + " " + request.path(),
                                Collectors.counting()))
                .forEach((request, count) -> System.out.printf("    %d %s%n", count, request));
    }
}
