package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Agents of several tenants at work while Postiz fails at random and the gateway is killed twice.
 * {@code -Dacceptance.soak-calls=600} for a longer one, {@code -Dacceptance.soak-seed} for the
 * faults of an earlier one.
 */
@Tag("alone")
class SoakTest {

    private static final Logger LOG = LoggerFactory.getLogger(SoakTest.class);
    private static final int CALLS = Integer.getInteger("acceptance.soak-calls", 60);
    private static final long SEED = Long.getLong("acceptance.soak-seed", System.nanoTime());
    private static final int TENANTS = 4;
    private static final int AGENTS = 8;
    private static final Duration PERSEVERANCE = Duration.ofMinutes(4);

    private static final List<SideEffect> WORK =
            List.of(
                    SideEffect.SCHEDULE_POST,
                    SideEffect.SCHEDULE_POST,
                    SideEffect.SCHEDULE_POST,
                    SideEffect.UPLOAD,
                    SideEffect.GENERATE_IMAGE,
                    SideEffect.GENERATE_VIDEO);

    @TempDir private Path directory;

    /** What an agent was told at last. */
    private record Errand(SideEffect effect, Tenant tenant, String marker, Answer answer) {}

    @Test
    void every_call_happens_once_or_is_accounted_for() throws Exception {
        LOG.warn("Soak of {} calls with -Dacceptance.soak-seed={}", CALLS, SEED);
        SandboxSettings settings =
                SandboxSettings.forTests()
                        .rateLimit(100_000)
                        .videosTake(Duration.ofMillis(300))
                        .organizations(Tenant.seeds(TENANTS));
        try (PostizSandbox postiz = new PostizSandbox(settings).start()) {
            postiz.conditions().setPlainMedia(true);
            List<Errand> errands = run(postiz);

            Ledger ledger = ledger();
            assertThat(errands).hasSize(CALLS);
            assertThat(errands).allSatisfy(errand -> check(postiz, ledger, errand));
            assertThat(uploaded(postiz)).isBetween(count(errands, false), count(errands, true));
            errands.forEach(
                    errand ->
                            assertThat(ledger.everything().contains(errand.tenant().apiKey()))
                                    .isFalse());
        }
    }

    private List<Errand> run(PostizSandbox postiz) throws Exception {
        List<Tenant> tenants =
                IntStream.range(0, TENANTS).mapToObj(number -> Tenant.of(postiz, number)).toList();
        RandomFaults faults = new RandomFaults(SEED, postiz);
        ExecutorService agents = Executors.newFixedThreadPool(AGENTS);
        try (ChildProduct gateway = gateway(postiz).start()) {
            List<Future<Errand>> errands =
                    IntStream.range(0, CALLS)
                            .mapToObj(
                                    number ->
                                            agents.submit(
                                                    () ->
                                                            pursue(
                                                                    gateway,
                                                                    faults,
                                                                    WORK.get(number % WORK.size()),
                                                                    tenants.get(number % TENANTS),
                                                                    number)))
                            .toList();
            for (int third = 1; third <= 2; third++) {
                errands.get(CALLS * third / 3).get();
                gateway.kill();
                gateway.start();
            }
            List<Errand> ended = new ArrayList<>();
            for (Future<Errand> errand : errands) {
                ended.add(errand.get());
            }
            return ended;
        } finally {
            agents.shutdownNow();
        }
    }

    /** Calls until there is an answer; until there is a post, where that is what is wanted. */
    private static Errand pursue(
            ChildProduct gateway,
            RandomFaults faults,
            SideEffect effect,
            Tenant tenant,
            int number) {
        String marker = "errand-" + number + "-end";
        Caller caller = gateway.caller(tenant.apiKey());
        AtomicReference<Answer> last = new AtomicReference<>();
        await().atMost(PERSEVERANCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            faults.strike(effect);
                            try {
                                last.set(
                                        caller.call(effect.tool, effect.arguments(tenant, marker)));
                                if (effect != SideEffect.SCHEDULE_POST || !last.get().isError()) {
                                    return true;
                                }
                                // One that Postiz carries out shows what became of those before.
                                String later = "later-" + number + "-" + System.nanoTime();
                                caller.call(effect.tool, effect.arguments(tenant, later));
                            } catch (CompletionException lost) {
                                return false;
                            }
                            return false;
                        });
        return new Errand(effect, tenant, marker, last.get());
    }

    private static void check(PostizSandbox postiz, Ledger ledger, Errand errand) {
        SideEffect effect = errand.effect();
        List<Map<String, Object>> rows = ledger.calls(effect, errand.marker());
        List<Object> states = rows.stream().map(row -> row.get("state")).toList();
        String told = errand.marker() + " " + states + " " + errand.answer().text();
        if (effect == SideEffect.SCHEDULE_POST) {
            assertThat(effect.exist(postiz, errand.tenant(), errand.marker())).as(told).isOne();
            assertThat(states).as(told).contains("DONE");
        } else if (effect == SideEffect.UPLOAD) {
            // an address that could not be tried was refused before Postiz was asked
            boolean accepted = !states.isEmpty();
            assertThat(accepted || errand.answer().isError()).as(told).isTrue();
            assertThat(states.contains("DONE")).as(told).isEqualTo(!errand.answer().isError());
        } else {
            long made = effect.exist(postiz, errand.tenant(), errand.marker());
            boolean done = states.contains("DONE");
            assertThat(made).as(told).isLessThanOrEqualTo(1);
            assertThat(done || states.contains("UNKNOWN") || made == 0).as(told).isTrue();
            assertThat(!done || made == 1).as(told).isTrue();
        }
    }

    private static long uploaded(PostizSandbox postiz) {
        return postiz.media().all().stream().filter(file -> file.prompt().isEmpty()).count();
    }

    /** Uploads that were confirmed, and those that may have happened if failures count too. */
    private static long count(List<Errand> errands, boolean failuresToo) {
        return errands.stream()
                .filter(errand -> errand.effect() == SideEffect.UPLOAD)
                .filter(errand -> failuresToo || !errand.answer().isError())
                .count();
    }

    private ChildProduct gateway(PostizSandbox postiz) {
        Map<String, String> settings = new HashMap<>();
        settings.put("ledger.url", url());
        settings.put("gateway.data-dir", directory.toString());
        for (SideEffect effect : WORK) {
            settings.put(
                    "camel.component.kamelet.template-properties["
                            + effect.kamelet
                            + "].responseTimeout",
                    "1500");
        }
        return new ChildProduct(
                Product.settings(postiz, settings), directory.resolve("gateway.log"));
    }

    private String url() {
        return "jdbc:h2:file:" + directory.resolve("ledger");
    }

    private Ledger ledger() {
        return new Ledger(
                JdbcClient.create(
                        new DriverManagerDataSource(
                                url() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE")));
    }
}
