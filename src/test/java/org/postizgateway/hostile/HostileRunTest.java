package org.postizgateway.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.acceptance.ChildProduct;
import org.postizgateway.acceptance.Product;
import org.postizgateway.acceptance.SideEffect;
import org.postizgateway.acceptance.Tenant;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Every attack at once, at random, from 50 addresses, on a gateway with a heap of 256 MB, while two
 * good tenants work. {@code -Dhostile.seconds=300} for a longer run, which also holds their time to
 * three times that of quiet without an allowance for a busy machine; {@code -Dhostile.seed} for the
 * attacks of an earlier one.
 */
@Tag("alone")
class HostileRunTest {

    private static final Logger LOG = LoggerFactory.getLogger(HostileRunTest.class);
    private static final int SECONDS = Integer.getInteger("hostile.seconds", 20);
    private static final long SEED = Long.getLong("hostile.seed", System.nanoTime());
    private static final boolean STRICT = SECONDS >= 300;
    private static final int ATTACKERS = 12;
    private static final int QUIET_SECONDS = STRICT ? 30 : 6;

    /** Machines that build have more to do. In the build it must not be an outage. */
    private static final Duration ALLOWANCE = Duration.ofSeconds(5);

    private static final long MOST_GROWTH = 40L << 20;
    private static final long MOST_LOG = 64L << 20;

    @TempDir private Path directory;

    private final Tally tally = new Tally();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Test
    void good_tenants_lose_nothing_while_every_attack_is_made_at_once() throws Exception {
        LOG.warn("Hostile run of {} s with -Dhostile.seed={}", SECONDS, SEED);
        SandboxSettings sandbox =
                SandboxSettings.forTests().rateLimit(1_000_000).organizations(Tenant.seeds(3));
        try (PostizSandbox postiz = new PostizSandbox(sandbox).start();
                ChildProduct gateway = gateway(postiz).start()) {
            Tenant evil = Tenant.of(postiz, 2);
            Target target =
                    new Target(gateway.port(), gateway.opsPort(), evil.apiKey(), evil.channel());
            List<GoodTenant> good = new ArrayList<>();
            for (int number = 0; number < 2; number++) {
                good.add(new GoodTenant(Tenant.of(postiz, number), gateway.port()));
            }
            work(good, after(Duration.ofSeconds(3)));
            List<GoodTenant.Work> quiet = work(good, after(Duration.ofSeconds(QUIET_SECONDS)));
            Heap heap = new Heap(gateway);
            long before = heap.usedAfterCollection();

            List<GoodTenant.Work> hostile = workUnderAttack(good, target);

            SoftAssertions all = new SoftAssertions();
            report(quiet, hostile);
            all.assertThat(gateway.isAlive()).as("the gateway lives").isTrue();
            all.assertThat(tally.complaints()).as("answers to attackers").isEmpty();
            all.assertThat(tally.made()).as("attacks that were made").contains(Attack.values());
            for (int i = 0; i < good.size(); i++) {
                all.assertThat(hostile.get(i).failures()).as("failed calls").isEmpty();
                all.assertThat(good.get(i).listen()).as("session of a good tenant").isEqualTo(200);
                all.assertThat(hostile.get(i).percentile99())
                        .as("time of 99 of 100 calls")
                        .isLessThanOrEqualTo(bound(quiet.get(i)));
            }
            all.assertThatCode(() -> heapIsAsBefore(heap, before)).doesNotThrowAnyException();
            gateway.close();
            checkLog(all);
            checkLedger(all, postiz, hostile);
            all.assertAll();
        } finally {
            threads.shutdownNow();
        }
    }

    private List<GoodTenant.Work> workUnderAttack(List<GoodTenant> good, Target target)
            throws Exception {
        BooleanSupplier goesOn = after(Duration.ofSeconds(SECONDS));
        List<Future<?>> attackers = new ArrayList<>();
        for (int i = 0; i < ATTACKERS; i++) {
            Attacker attacker = new Attacker(target, SEED + i, tally);
            attackers.add(
                    threads.submit(
                            () -> {
                                attacker.attackWhile(goesOn);
                                return null;
                            }));
        }
        List<GoodTenant.Work> work = work(good, goesOn);
        for (Future<?> attacker : attackers) {
            attacker.get();
        }
        return work;
    }

    private List<GoodTenant.Work> work(List<GoodTenant> good, BooleanSupplier goesOn)
            throws Exception {
        List<Future<GoodTenant.Work>> working =
                good.stream()
                        .map(tenant -> threads.submit(() -> tenant.workWhile(goesOn)))
                        .toList();
        List<GoodTenant.Work> done = new ArrayList<>();
        for (Future<GoodTenant.Work> one : working) {
            done.add(one.get());
        }
        return done;
    }

    private static BooleanSupplier after(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() < end;
    }

    private static Duration bound(GoodTenant.Work quiet) {
        Duration threefold = quiet.percentile99().multipliedBy(3);
        return STRICT || threefold.compareTo(ALLOWANCE) > 0 ? threefold : ALLOWANCE;
    }

    private void report(List<GoodTenant.Work> quiet, List<GoodTenant.Work> hostile) {
        Stream.of(Attack.values()).forEach(attack -> LOG.warn(tally.of(attack)));
        for (int i = 0; i < quiet.size(); i++) {
            LOG.warn(
                    "Good tenant {}: {} calls, {} failed; 99 of 100 within {} ms, {} ms when quiet",
                    i,
                    hostile.get(i).took().size(),
                    hostile.get(i).failures().size(),
                    hostile.get(i).percentile99().toMillis(),
                    quiet.get(i).percentile99().toMillis());
        }
    }

    private static void heapIsAsBefore(Heap heap, long before) {
        await().atMost(Duration.ofSeconds(45))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () ->
                                assertThat(heap.usedAfterCollection() - before)
                                        .as("growth of the heap from %d", before)
                                        .isLessThan(MOST_GROWTH));
    }

    private Path log() {
        return directory.resolve("gateway.log");
    }

    private void checkLog(SoftAssertions all) throws IOException {
        assertThat(Files.size(log())).as("size of the log").isLessThan(MOST_LOG);
        List<String> bad =
                Files.readAllLines(log()).stream()
                        .filter(
                                line ->
                                        line.contains(" ERROR ")
                                                || line.startsWith("\tat ")
                                                || line.contains("OutOfMemoryError")
                                                || line.contains(Target.MARK))
                        .limit(10)
                        .toList();
        all.assertThat(bad).as("lines of the log that no caller may cause").isEmpty();
    }

    private void checkLedger(
            SoftAssertions all, PostizSandbox postiz, List<GoodTenant.Work> hostile) {
        String file =
                url().replace(":file:", ":async:")
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;MAX_COMPACT_TIME=0";
        SingleConnectionDataSource ledger = new SingleConnectionDataSource(file, true);
        try {
            List<String> done =
                    JdbcClient.create(ledger)
                            .sql("SELECT request FROM ledger_call WHERE state = 'DONE'")
                            .query(String.class)
                            .list();
            for (GoodTenant.Work work : hostile) {
                for (String post : work.posts()) {
                    all.assertThat(SideEffect.SCHEDULE_POST.exist(postiz, null, post))
                            .as(post)
                            .isOne();
                    all.assertThat(done)
                            .as("rows of the ledger")
                            .filteredOn(request -> request.contains(post))
                            .hasSize(1);
                }
            }
        } finally {
            ledger.destroy();
        }
    }

    private String url() {
        return "jdbc:h2:file:" + directory.resolve("ledger");
    }

    private ChildProduct gateway(PostizSandbox postiz) {
        Map<String, String> settings =
                new HashMap<>(
                        Map.of(
                                "postiz.url",
                                postiz.baseUrl(),
                                "ledger.url",
                                url(),
                                "gateway.data-dir",
                                directory.toString(),
                                "gateway.drain-timeout",
                                "5s",
                                "ops.token",
                                Product.OPS_TOKEN,
                                "spring.main.banner-mode",
                                "off"));
        return new ChildProduct(settings, log())
                .options("-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=4");
    }
}
