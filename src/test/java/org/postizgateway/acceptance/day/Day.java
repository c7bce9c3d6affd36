package org.postizgateway.acceptance.day;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.postizgateway.acceptance.ChildProduct;
import org.postizgateway.acceptance.Tenant;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.springframework.test.util.TestSocketUtils;

/**
 * A working day of 200 organizations in minutes: more calls at noon than in the morning, bursts of
 * one organization for a tenth of the time, callers that are cut off and call again, and a Postiz
 * that restarts up to three times. Everything that was asked for must be there once at the end.
 * Started by {@code bench/run.sh day}; the argument is how many minutes it takes.
 */
public final class Day {

    private static final int MINUTES = 10;
    private static final int TENANTS = 200;
    private static final int AGENTS = 64;
    private static final double CALLS_PER_SECOND = 12;
    private static final int BURST_EVERY = 10;
    private static final double BURST = 4;
    private static final int CUT_OFF_PERCENT = 3;
    private static final int MOST_RESTARTS = 3;
    private static final int MEMORY_READINGS = 10;
    private static final Duration AWAY = Duration.ofSeconds(2);
    private static final String OPS_TOKEN = "token-of-the-day";

    private final PostizSandbox postiz;
    private final ChildProduct gateway;
    private final Random random;
    private final DayReport report = new DayReport();
    private final Outages outages;
    private final List<Tenant> tenants;

    private record Done(Errand errand, boolean done) {}

    private Day(PostizSandbox postiz, ChildProduct gateway, long seed) {
        this.postiz = postiz;
        this.gateway = gateway;
        this.random = new Random(seed);
        this.outages = new Outages(postiz);
        this.tenants =
                IntStream.range(0, TENANTS).mapToObj(number -> Tenant.of(postiz, number)).toList();
    }

    public static void main(String[] arguments) throws Exception {
        int minutes = arguments.length == 0 ? MINUTES : Integer.parseInt(arguments[0]);
        long seed = Long.getLong("day.seed", System.nanoTime());
        System.out.printf("A day in %d min, -Dday.seed=%d%n", minutes, seed);
        Path directory = Files.createTempDirectory("day");
        SandboxSettings settings =
                SandboxSettings.forTests()
                        .onPort(TestSocketUtils.findAvailableTcpPort())
                        .rateLimit(1_000_000)
                        .imagesTake(Duration.ofMillis(800))
                        .videosTake(Duration.ofSeconds(4))
                        .organizations(Tenant.seeds(TENANTS));
        DayReport report;
        try (PostizSandbox postiz = new PostizSandbox(settings).start();
                ChildProduct gateway =
                        gateway(postiz, directory)
                                .options("-XX:TieredStopAtLevel=4", "-Xmx512m")
                                .start()) {
            report = new Day(postiz, gateway, seed).pass(Duration.ofMinutes(minutes));
        }
        report.print(System.out);
        System.exit(report.isRight() ? 0 : 1);
    }

    private static ChildProduct gateway(PostizSandbox postiz, Path directory) {
        return new ChildProduct(
                Map.of(
                        "postiz.url",
                        postiz.baseUrl(),
                        "gateway.data-dir",
                        directory.toString(),
                        "gateway.config-dir",
                        directory.toString(),
                        "gateway.secret",
                        "the-secret-of-the-day-is-long-enough",
                        "gateway.toolsets",
                        "core,posts,insight,media",
                        "ops.token",
                        OPS_TOKEN,
                        // All callers come from one address here.
                        "gateway.key-cache.address-checks-per-second",
                        "1000",
                        "logging.level.root",
                        "warn"),
                directory.resolve("gateway.log"));
    }

    private DayReport pass(Duration day) throws Exception {
        ExecutorService agents = Executors.newFixedThreadPool(AGENTS);
        List<Future<Done>> errands = new ArrayList<>();
        Thread restarts = new Thread(() -> restart(day), "restarts of Postiz");
        restarts.start();
        try {
            long begin = System.nanoTime();
            int readings = 0;
            for (double at = 0; at < 1; at = share(begin, day)) {
                if (readings <= at * MEMORY_READINGS) {
                    readings++;
                    report.memoryOf(gateway.pid());
                }
                errands.add(send(agents, errands.size(), at));
                Thread.sleep(pauseMillis(at));
            }
            restarts.join();
            verify(errands);
        } finally {
            agents.shutdownNow();
        }
        report.memoryOf(gateway.pid());
        postiz.requests().all().forEach(request -> report.count("requests to Postiz"));
        return report;
    }

    private static double share(long begin, Duration day) {
        return (double) (System.nanoTime() - begin) / day.toNanos();
    }

    /** In a burst one organization does it all. */
    private Future<Done> send(ExecutorService agents, int number, double at) {
        Tenant tenant = tenants.get(isBurst(at) ? 0 : random.nextInt(TENANTS));
        Errand errand = new Errand(Errand.Kind.at(random.nextInt(100)), tenant, number);
        boolean cutOff = random.nextInt(100) < CUT_OFF_PERCENT;
        Agent agent = new Agent(gateway.caller(tenant.apiKey()), outages, report);
        return agents.submit(() -> new Done(errand, agent.carryOut(errand, cutOff)));
    }

    private static boolean isBurst(double at) {
        return (int) (at * BURST_EVERY * BURST_EVERY) % BURST_EVERY == BURST_EVERY / 2;
    }

    /** Calls come at random, most of them at noon. */
    private long pauseMillis(double at) {
        double perSecond =
                CALLS_PER_SECOND * (0.25 + Math.sin(Math.PI * at)) * (isBurst(at) ? BURST : 1);
        return Math.round(-1_000 * Math.log(1 - random.nextDouble()) / perSecond);
    }

    private void restart(Duration day) {
        try {
            int times = (int) Math.min(MOST_RESTARTS, day.toMinutes());
            for (int i = 0; i < times; i++) {
                Thread.sleep(day.dividedBy(times + 1L).toMillis());
                outages.restart(AWAY);
                report.count("restarts of Postiz");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What changes something is there once, if it was said to be, and never twice. */
    private void verify(List<Future<Done>> errands)
            throws ExecutionException, InterruptedException {
        for (Future<Done> errand : errands) {
            verify(errand.get().errand(), errand.get().done());
        }
    }

    private void verify(Errand errand, boolean done) {
        report.count("errands");
        if (!done) {
            report.count("errands given up");
        }
        if (errand.kind().changes()) {
            long made = errand.made(postiz);
            if (made > 1 || done && made == 0) {
                report.wrong(errand, "made " + made + " times");
            }
        }
    }
}
