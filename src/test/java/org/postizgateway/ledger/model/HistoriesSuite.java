package org.postizgateway.ledger.model;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import net.jqwik.api.state.ActionChain;
import org.junit.jupiter.api.Test;
import org.postizgateway.ledger.Database;

/**
 * Random histories of calls, identical calls, callers who leave, cancelled generations, replayed
 * dead letters, killed, stopped and frozen replicas, generations that others follow, outages of the
 * database and jumps of the clock, before a Postiz that refuses, breaks, is slow, does half of what
 * it should, loses answers or stores things differently. Whatever happened: every row is final or
 * owed to somebody, it says what Postiz did, callers were told no more than that, nothing was done
 * twice and nothing is held.
 *
 * <p>{@code -Dledger.histories=10000} makes as many of them, {@code -Dledger.seed=N} begins with
 * the one of this number, which a failure names.
 */
abstract class HistoriesSuite {

    private static final int SIZE = 1_000;

    private static final int WORKERS = 2;
    private static final Duration PATIENCE = Duration.ofMillis(30);

    private final Database database;
    private final int histories;
    private final AtomicInteger made = new AtomicInteger();
    private final long seed = Long.getLong("ledger.seed", System.nanoTime());

    HistoriesSuite(Database database, int histories) {
        this.database = database;
        this.histories = Integer.getInteger("ledger.histories", histories);
    }

    @Test
    void a_history_ends_with_a_ledger_that_tells_the_truth() {
        CompletableFuture<?>[] workers = new CompletableFuture<?>[WORKERS];
        for (int i = 0; i < WORKERS; i++) {
            workers[i] = CompletableFuture.runAsync(this::work);
        }
        CompletableFuture.allOf(workers).join();
    }

    /** Histories on a database of their own, one after the other. */
    private void work() {
        try (TestDatabase tables = TestDatabase.open(database);
                Processes processes = new Processes(tables.pool(), tables.url(), PATIENCE)) {
            JqwikSession.run(() -> work(processes));
        }
    }

    private void work(Processes processes) {
        RandomGenerator<ActionChain<World>> generator =
                Histories.from(() -> new World(processes)).generator(SIZE);
        for (int i = made.getAndIncrement(); i < histories; i = made.getAndIncrement()) {
            try {
                check(generator.next(new Random(seed + i)).value(), seed + i);
            } catch (RuntimeException | Error e) {
                made.set(histories);
                throw e;
            }
        }
    }

    private static void check(ActionChain<World> history, long seed) {
        try {
            World world = history.run();
            Verdict verdict = new Verdict(world);
            verdict.rest();
            verdict.check();
            world.leaveAtRest();
        } catch (RuntimeException | AssertionError e) {
            history.finalState().ifPresent(World::close);
            throw new AssertionError(
                    "History %d: %s%n%s"
                            .formatted(
                                    seed,
                                    e.getMessage(),
                                    String.join("\n", history.transformations())),
                    e);
        }
    }
}
