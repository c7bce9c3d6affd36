package org.postizgateway.ledger.call.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.CallItem;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.Claim;
import org.postizgateway.ledger.call.DuplicateRule;
import org.postizgateway.ledger.call.Ending;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.NewCall;
import org.postizgateway.ledger.replica.Replica;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** Decides which of several identical items are sent, over all replicas. */
public final class Claims {

    private static final int MAX_RACES = 20;

    private final CallRepository calls;
    private final Endings endings;
    private final InFlightCalls inFlight;
    private final Replica replica;
    private final StorageQuota storage;
    private final TransactionOperations transactions;

    public Claims(
            CallRepository calls,
            Endings endings,
            InFlightCalls inFlight,
            Replica replica,
            StorageQuota storage,
            TransactionOperations transactions) {
        this.calls = calls;
        this.endings = endings;
        this.inFlight = inFlight;
        this.replica = replica;
        this.storage = storage;
        this.transactions = transactions;
    }

    /**
     * Opens a row for those of the items that nothing decides about. Most items are new, so the row
     * is written first and looked after under its locks.
     *
     * @param positions items with different fingerprints
     * @param allowDuplicate send them whatever is known about identical ones
     * @param state the state of the new row
     * @param ration takes what the row needs beside its locks, in their transaction, or says why it
     *     cannot be had
     * @throws LedgerException when the ledger cannot be written, or has no room for more of this
     *     tenant; nothing is open then
     */
    public Claim claim(
            NewCall call,
            List<Integer> positions,
            boolean allowDuplicate,
            CallState state,
            DuplicateRule rule,
            Supplier<Optional<Outcome>> ration) {
        Instant asked = Times.now();
        Map<Integer, LedgerCall> known = new LinkedHashMap<>();
        List<Integer> fresh = new ArrayList<>(positions);
        AtomicReference<Optional<Outcome>> refusal = new AtomicReference<>(Optional.empty());
        for (int race = 0; race < MAX_RACES && !fresh.isEmpty(); race++) {
            LedgerCall row = row(call, fresh, state, asked);
            String kept = storage.kept(row.request());
            Optional<Duration> wait = storage.take(row, kept);
            Map<Integer, LedgerCall> decided;
            if (wait.isPresent()) {
                decided = allowDuplicate ? Map.of() : known(call, fresh, row, rule);
                if (decided.isEmpty()) {
                    throw LedgerException.quotaExceeded(wait.get());
                }
            } else {
                try {
                    decided =
                            attempt(
                                    call,
                                    fresh,
                                    row,
                                    kept,
                                    allowDuplicate,
                                    rule,
                                    () -> refusal.set(ration.get()));
                } finally {
                    if (!inFlight.has(row.id())) {
                        storage.giveBack(row, kept);
                    }
                }
            }
            if (decided.isEmpty() && inFlight.has(row.id())) {
                return new Claim(Optional.of(row), known, refusal.get());
            }
            known.putAll(decided);
            fresh.removeAll(decided.keySet());
        }
        if (fresh.isEmpty()) {
            return new Claim(Optional.empty(), known, Optional.empty());
        }
        throw new LedgerException(
                Reason.STILL_RUNNING,
                "Too many identical calls at once; nothing was sent for this one. Ask again.");
    }

    /**
     * @return the calls that decide about items; empty when the row is open, or another call was
     *     faster and is gone already
     */
    private Map<Integer, LedgerCall> attempt(
            NewCall call,
            List<Integer> fresh,
            LedgerCall row,
            String kept,
            boolean allowDuplicate,
            DuplicateRule rule,
            Runnable ration) {
        AtomicBoolean isWritten = new AtomicBoolean();
        inFlight.add(row.id());
        try {
            Map<Integer, LedgerCall> decided =
                    transactions.execute(
                            status -> {
                                calls.insert(row, kept, allowDuplicate);
                                Map<Integer, LedgerCall> found =
                                        allowDuplicate
                                                ? Map.of()
                                                : decisive(call, fresh, row, rule);
                                if (found.isEmpty()) {
                                    ration.run();
                                } else {
                                    status.setRollbackOnly();
                                }
                                isWritten.set(true);
                                return found;
                            });
            if (!decided.isEmpty()) {
                inFlight.remove(row.id());
            }
            return decided;
        } catch (DuplicateKeyException e) {
            inFlight.remove(row.id());
            return known(call, fresh, row, rule);
        } catch (DataAccessException | TransactionException e) {
            release(row, isWritten.get());
            throw LedgerException.unavailable();
        } catch (RuntimeException e) {
            release(row, isWritten.get());
            throw e;
        }
    }

    /** Without a row of its own, after a race or for want of room. */
    private Map<Integer, LedgerCall> known(
            NewCall call, List<Integer> fresh, LedgerCall row, DuplicateRule rule) {
        try {
            return decisive(call, fresh, row, rule);
        } catch (DataAccessException e) {
            throw LedgerException.unavailable();
        }
    }

    /**
     * @param isWritten its commit may have come through although the answer did not; before that,
     *     nothing of it is in the database
     */
    private void release(LedgerCall row, boolean isWritten) {
        if (!isWritten) {
            inFlight.remove(row.id());
            return;
        }
        endings.write(
                row,
                Ending.without(
                        row,
                        Outcome.none(
                                Reason.LEDGER_UNAVAILABLE,
                                "The gateway's ledger failed, so nothing was sent to Postiz."),
                        0));
    }

    private Map<Integer, LedgerCall> decisive(
            NewCall call, List<Integer> fresh, LedgerCall row, DuplicateRule rule) {
        List<String> fingerprints = fresh.stream().map(call.fingerprints()::get).toList();
        Map<String, LedgerCall> latest = calls.latest(fingerprints, row.id());
        Map<Integer, LedgerCall> decided = new LinkedHashMap<>();
        for (int position : fresh) {
            String fingerprint = call.fingerprints().get(position);
            LedgerCall identical = latest.get(fingerprint);
            if (identical != null && decides(identical, fingerprint, row.createdAt(), rule)) {
                decided.put(position, identical);
            }
        }
        return decided;
    }

    private boolean decides(
            LedgerCall identical, String fingerprint, Instant asked, DuplicateRule rule) {
        CallItem item = identical.item(fingerprint).orElseThrow();
        return switch (item.state()) {
            case QUEUED, RUNNING -> true;
            case UNKNOWN -> {
                boolean held = item.locked() && rule.holdsBack(identical);
                if (item.locked() && !held) {
                    calls.unlock(identical.id());
                }
                yield held;
            }
            default -> rule.answers(identical, item, asked);
        };
    }

    private LedgerCall row(NewCall call, List<Integer> positions, CallState state, Instant now) {
        List<CallItem> items =
                IntStream.range(0, positions.size())
                        .mapToObj(
                                i ->
                                        new CallItem(
                                                i,
                                                call.fingerprints().get(positions.get(i)),
                                                true,
                                                CallState.RUNNING,
                                                call.request().post(positions.get(i)),
                                                Optional.empty()))
                        .toList();
        return new LedgerCall(
                UUID.randomUUID().toString(),
                call.tenant(),
                call.origin(),
                call.tool(),
                call.route(),
                call.mode(),
                state,
                JsonBody.write(call.request().only(positions)),
                Optional.empty(),
                "",
                0,
                false,
                Optional.empty(),
                false,
                replica.id(),
                0,
                now,
                state == CallState.RUNNING ? Optional.of(now) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                items);
    }
}
