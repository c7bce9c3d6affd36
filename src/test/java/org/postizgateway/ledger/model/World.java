package org.postizgateway.ledger.model;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.ledger.call.store.CallWatch;
import org.postizgateway.ledger.call.store.PendingWrites;
import org.postizgateway.ledger.lookup.LookAgain;
import org.postizgateway.ledger.media.MediaJobs;
import org.postizgateway.ledger.media.Replays;
import org.postizgateway.ledger.model.LedgerNode.Tool;
import org.postizgateway.ledger.model.PostizModel.Fate;
import org.postizgateway.ledger.recovery.AbandonedCalls;
import org.postizgateway.ledger.replica.Replica;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two replicas over one database, one tenant who calls them, and Postiz. */
final class World implements AutoCloseable {

    static final String ITEMS = "posts";
    static final String FATE = "fate";
    static final String INVOCATION = "invocation";

    /** Without the replicas, which go on. */
    private static final List<String> TABLES =
            List.of("dead_letter", "attempt_error", "ledger_item", "ledger_call", "ration");

    private static final long LONGEST_ANSWER_S = 20;

    /** When a caller goes. */
    enum Leaving {
        NEVER,
        BEFORE,
        MEANWHILE
    }

    /** A call as its caller makes it. */
    record Call(
            Tool tool,
            List<String> contents,
            Fate fate,
            boolean allowDuplicate,
            Leaving leaving,
            boolean readsAnswer) {

        Object body() {
            return tool == Tool.schedulePostTool
                    ? Map.of(ITEMS, contents)
                    : Map.of("content", tool + " " + contents.get(0));
        }
    }

    /** What became of a call for its caller. */
    record Told(int invocation, Call call, Process process, CompletableFuture<Exchange> answer) {}

    final String tenant = "tenant-" + UUID.randomUUID();
    final PostizModel postiz = new PostizModel();
    final Operator operator = new Operator();
    final JdbcClient sql;
    private final Processes processes;
    private final Process[] replicas = new Process[2];
    private final List<Process> remains = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private long jumpedSeconds;
    private int cancelled;
    private int invocations;
    private boolean databaseUp = true;

    World(Processes processes) {
        this.processes = processes;
        this.sql = JdbcClient.create(processes.database());
        start(0);
        start(1);
    }

    private void start(int replica) {
        replicas[replica] = processes.take(postiz);
    }

    LedgerNode node(int replica) {
        return replicas[replica].node();
    }

    List<Told> told() {
        return told;
    }

    boolean isDatabaseUp() {
        return databaseUp;
    }

    /** How often identical words may have been meant anew because time has gone by. */
    long windowsPassed() {
        return jumpedSeconds == 0 ? 0 : 1 + jumpedSeconds / 3600;
    }

    int cancelled() {
        return cancelled;
    }

    /** Makes calls at the same time, by turns at both replicas, and waits for their answers. */
    void call(int first, List<Call> calls) {
        List<Told> now = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            now.add(begin(replicas[(first + i) % 2], calls.get(i)));
        }
        told.addAll(now);
        now.forEach(World::await);
    }

    /** Makes a call that something happens to at a statement of the replica, and waits for it. */
    boolean callBreaking(Call call, int statement, Breaking breaking) {
        CompletableFuture<Void> left = new CompletableFuture<>();
        AtomicInteger statements = new AtomicInteger();
        Process process = replicas[0];
        process.node().database().breakWith(breaking.at(statement, statements, process, left));
        Told now = begin(process, call, left);
        told.add(now);
        await(now);
        return statements.get() >= statement;
    }

    private Told begin(Process process, Call call) {
        return begin(process, call, new CompletableFuture<>());
    }

    private Told begin(Process process, Call call, CompletableFuture<Void> left) {
        int invocation = ++invocations;
        if (call.leaving == Leaving.BEFORE) {
            left.complete(null);
        }
        Map<String, Object> properties = new HashMap<>();
        properties.put(FATE, call.fate);
        properties.put(INVOCATION, invocation);
        properties.put(CallProperties.ALLOW_DUPLICATE, call.allowDuplicate);
        properties.put(CallProperties.CANCELLATION, left);
        properties.put(
                CallProperties.ANSWERED, CompletableFuture.completedFuture(call.readsAnswer));
        CompletableFuture<Exchange> answer =
                process.node().call(call.tool, tenant, call.body(), properties);
        if (call.leaving == Leaving.MEANWHILE) {
            left.completeAsync(() -> null);
        }
        return new Told(invocation, call, process, answer);
    }

    private static void await(Told told) {
        try {
            told.answer.get(LONGEST_ANSWER_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("No answer to " + told.call, e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The process of a replica has been killed already. */
    void replaceKilled(int replica) {
        remains.add(replicas[replica]);
        replace(replicas[replica], replica);
    }

    /** A process ends in the middle of whatever it does, and another one takes its place. */
    void kill(int replica) {
        Process killed = replicas[replica];
        killed.kill();
        remains.add(killed);
        replace(killed, replica);
    }

    /** A process ends in order, as far as the database lets it. */
    void stop(int replica) {
        Process stopped = replicas[replica];
        stopped.stop();
        replace(stopped, replica);
    }

    private void replace(Process gone, int replica) {
        told.removeIf(t -> t.process == gone && !t.answer.isDone());
        start(replica);
        if (!databaseUp) {
            replicas[replica].node().database().breakWith(World::fail);
        }
    }

    void loseDatabase() {
        databaseUp = false;
        for (Process replica : replicas) {
            replica.node().database().breakWith(World::fail);
        }
    }

    private static void fail() throws SQLException {
        throw FragileDatabase.lost();
    }

    void healDatabase() {
        databaseUp = true;
        for (Process replica : replicas) {
            replica.node().database().heal();
        }
    }

    /** From one moment to the next it is later. */
    void jump(long seconds) {
        jumpedSeconds += seconds;
        new Later(sql).by(seconds);
    }

    /** One replica is not heard of for so long that the other one takes its calls for abandoned. */
    void freeze(int replica) {
        sql.sql("UPDATE replica SET seen_at = seen_at - INTERVAL '2' HOUR WHERE id = :id")
                .param("id", node(replica).bean(Replica.class).id())
                .update();
        attempt(node(1 - replica).bean(AbandonedCalls.class)::reap);
        attempt(node(replica).bean(Replica.class)::heartbeat);
    }

    /** What recurs, at every replica. */
    void keepHouse() {
        for (Process replica : replicas) {
            attempt(replica.node().bean(Replica.class)::heartbeat);
        }
        for (Process replica : replicas) {
            attempt(replica.node().bean(PendingWrites.class)::flush);
            attempt(replica.node().bean(CallWatch.class)::poll);
            attempt(replica.node().bean(AbandonedCalls.class)::reap);
            attempt(replica.node().bean(LookAgain.class)::round);
            attempt(replica.node().bean(Replays.class)::startWaiting);
        }
    }

    void replay(int replica) {
        operator.replay(node(replica), tenant);
    }

    static void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            // the next round comes
        }
    }

    /** The tenant cancels what it has under way. */
    void cancelGenerations(int replica) {
        node(replica)
                .bean(CallRepository.class)
                .openOf(node(replica).bean(Replica.class).id())
                .forEach(
                        call -> {
                            cancelled++;
                            attempt(
                                    () ->
                                            node(1 - replica)
                                                    .bean(MediaJobs.class)
                                                    .cancel(tenant, call.id()));
                        });
    }

    /** Processes that are at rest can serve another history. */
    void leaveAtRest() {
        remains.forEach(Process::stop);
        processes.giveBack(List.of(replicas));
        TABLES.forEach(table -> sql.sql("DELETE FROM " + table).update());
    }

    @Override
    public void close() {
        postiz.release();
        for (Process replica : replicas) {
            replica.stop();
        }
        remains.forEach(Process::stop);
    }
}
