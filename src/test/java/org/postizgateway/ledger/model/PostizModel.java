package org.postizgateway.ledger.model;

import java.io.EOFException;
import java.net.ConnectException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.call.Itemized;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.execution.RunningCall;
import org.postizgateway.ledger.lookup.Reconciliation;
import org.postizgateway.ledger.lookup.Reconciliation.Finding;

/**
 * What Postiz does with requests, and what it has made of them. It carries them out in the order in
 * which they came, as the gateway relies on: while one is slow, the later ones wait behind it.
 */
final class PostizModel {

    /** What happens to one request. */
    enum Fate {
        ANSWERED,
        REFUSED,
        NOT_REACHED,
        /** Carried out; the answer is lost. */
        LOST_AFTER,
        /** Not carried out; the connection is lost. */
        LOST_BEFORE,
        /** Carried out, and answered with 500. */
        BROKEN_AFTER,
        /** Not carried out, and answered with 500. */
        BROKEN_BEFORE,
        /** The answer does not tell of each item. */
        INCOMPLETE,
        /** Carried out in part, and answered with 500. */
        BROKEN_PARTLY,
        /** Carried out in part; the connection is lost. */
        LOST_PARTLY,
        /** Waits in a queue until it is released. */
        SLOW,
        /** A generation that has an id to follow it by, and waits in a queue. */
        FOLLOWED,
        /** The connection is lost while it waits in a queue, and it is carried out later. */
        LOST_LATE,
        /** Carried out so that it is not recognised; the answer is lost. */
        STORED_DIFFERENTLY
    }

    /** What was made: an item of the request of a call. */
    record Creation(String callId, int position, Object content, int invocation) {}

    private record Waiting(Runnable work, CompletableFuture<Object> answer) {}

    private static final Set<Fate> WAITING = EnumSet.of(Fate.SLOW, Fate.FOLLOWED, Fate.LOST_LATE);
    private static final Set<Fate> PARTLY = EnumSet.of(Fate.BROKEN_PARTLY, Fate.LOST_PARTLY);

    /** What comes of generations, by the ids that they have been given. */
    private static final Map<String, CompletableFuture<Object>> JOBS = new ConcurrentHashMap<>();

    private final List<Creation> creations = new ArrayList<>();
    private final Set<String> disguised = new HashSet<>();
    private final Deque<Waiting> queue = new ArrayDeque<>();

    /** The steps of a gateway, from its first byte to Postiz's answer. */
    void receive(Exchange exchange, Process caller) throws Exception {
        Fate fate = exchange.getProperty(World.FATE, Fate.ANSWERED, Fate.class);
        CompletableFuture<Object> answer;
        synchronized (this) {
            caller.requireUp();
            if (fate == Fate.NOT_REACHED) {
                throw new ConnectException("Connection refused");
            }
            answer = begin(exchange, fate);
            if (fate == Fate.LOST_LATE || fate == Fate.LOST_BEFORE) {
                throw new EOFException();
            }
        }
        if (fate == Fate.FOLLOWED) {
            String job = UUID.randomUUID().toString();
            JOBS.put(job, answer);
            caller.node().bean(RunningCall.class).upstreamJob(exchange, job);
        }
        try {
            exchange.getMessage().setBody(caller.await(answer));
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    /** Waits for a generation that somebody else began. */
    static void follow(Exchange exchange) throws Exception {
        String job = exchange.getMessage().getBody(Map.class).get("jobId").toString();
        exchange.getMessage().setBody(JOBS.get(job).get());
    }

    private CompletableFuture<Object> begin(Exchange exchange, Fate fate) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        Object request = exchange.getMessage().getBody();
        String callId = exchange.getProperty(CallProperties.CALL_ID, String.class);
        int invocation = exchange.getProperty(World.INVOCATION, 0, Integer.class);
        Runnable work = () -> carryOut(request, callId, invocation, fate, answer);
        if (fate == Fate.LOST_BEFORE) {
            return answer;
        }
        boolean waits = WAITING.contains(fate) || !queue.isEmpty();
        if (waits) {
            queue.add(new Waiting(work, answer));
        } else {
            work.run();
        }
        return answer;
    }

    private void carryOut(
            Object request,
            String callId,
            int invocation,
            Fate fate,
            CompletableFuture<Object> answer) {
        if (fate == Fate.REFUSED || fate == Fate.BROKEN_BEFORE) {
            int status = fate == Fate.REFUSED ? 400 : 500;
            answer.completeExceptionally(failed(status));
            return;
        }
        Itemized items = Itemized.byEntries(request, World.ITEMS);
        List<Object> results = new ArrayList<>();
        int made = PARTLY.contains(fate) ? items.count() / 2 : items.count();
        for (int i = 0; i < made; i++) {
            creations.add(new Creation(callId, i, items.content(i), invocation));
            results.add(result(callId, i));
        }
        if (fate == Fate.STORED_DIFFERENTLY) {
            disguised.add(callId);
        }
        switch (fate) {
            case LOST_AFTER, LOST_PARTLY, STORED_DIFFERENTLY ->
                    answer.completeExceptionally(new EOFException());
            case BROKEN_AFTER, BROKEN_PARTLY -> answer.completeExceptionally(failed(500));
            case INCOMPLETE ->
                    answer.complete(results.size() > 1 ? List.of() : items.answer(results));
            default -> answer.complete(items.answer(results));
        }
    }

    private static Map<String, Object> result(String callId, int position) {
        return Map.of("id", callId + "/" + position);
    }

    private static HttpOperationFailedException failed(int status) {
        return new HttpOperationFailedException(
                "https://api.postiz.com/public/v1/posts", status, "", null, Map.of(), "{}");
    }

    /** Carries out what waits. */
    synchronized void release() {
        for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
            next.work.run();
        }
    }

    synchronized List<Creation> creations() {
        return List.copyOf(creations);
    }

    synchronized boolean isDisguised(String callId) {
        return disguised.contains(callId);
    }

    /** Whether it has a list that shows what became of the call. */
    static boolean lists(LedgerCall call) {
        return call.tool().equals(LedgerNode.Tool.schedulePostTool.name());
    }

    /** What its list shows of a call. */
    synchronized Reconciliation lookUp(LedgerCall call) {
        if (disguised.contains(call.id())) {
            return Reconciliation.of(Finding.CANNOT_TELL, call.items().size(), "");
        }
        List<Reconciliation.Item> items = new ArrayList<>();
        for (int i = 0; i < call.items().size(); i++) {
            int position = i;
            boolean there =
                    creations.stream()
                            .anyMatch(
                                    c -> c.callId().equals(call.id()) && c.position() == position);
            items.add(
                    new Reconciliation.Item(
                            there ? Finding.PRESENT : Finding.ABSENT,
                            there
                                    ? Optional.of(JsonBody.write(result(call.id(), i)))
                                    : Optional.empty()));
        }
        return new Reconciliation(items, "");
    }

    /** How many of each content there are, by tool. */
    synchronized Map<Object, Long> counts() {
        Map<Object, Long> counts = new LinkedHashMap<>();
        creations.forEach(c -> counts.merge(c.content(), 1L, Long::sum));
        return counts;
    }
}
