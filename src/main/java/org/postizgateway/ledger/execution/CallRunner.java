package org.postizgateway.ledger.execution;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.Ending;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.ledger.call.store.CallTransitions;
import org.postizgateway.ledger.call.store.Endings;
import org.postizgateway.ledger.call.store.InFlightCalls;
import org.postizgateway.ledger.place.Places;
import org.postizgateway.ledger.ration.Rations;
import org.postizgateway.ledger.replica.Draining;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Runs the steps of calls, whoever is still waiting for them: on an exchange of their own, so that
 * a caller who leaves stops nothing, and on threads of their own.
 */
public final class CallRunner {

    private static final Logger LOG = LoggerFactory.getLogger(CallRunner.class);

    private final CallRepository calls;
    private final CallTransitions transitions;
    private final Endings endings;
    private final Attempts attempts;
    private final Rations rations;
    private final Draining draining;
    private final InFlightCalls inFlight;
    private final Map<Mode, Places> places;
    private final Operators operators;
    private final Runnable refusals;
    private final RouteSteps steps = new RouteSteps();

    /**
     * @param places of each mode
     * @param refusals is run for each call that finds no place in time
     */
    public CallRunner(
            CallRepository calls,
            CallTransitions transitions,
            Endings endings,
            Attempts attempts,
            Rations rations,
            Draining draining,
            InFlightCalls inFlight,
            Map<Mode, Places> places,
            Operators operators,
            Runnable refusals) {
        this.calls = calls;
        this.transitions = transitions;
        this.endings = endings;
        this.attempts = attempts;
        this.rations = rations;
        this.draining = draining;
        this.inFlight = inFlight;
        this.places = Map.copyOf(places);
        this.operators = operators;
        this.refusals = refusals;
    }

    /** The steps of a route, if it runs in this Camel context. */
    public Optional<AsyncProcessor> stepsOf(CamelContext context, String route) {
        return steps.of(context, route);
    }

    RouteSteps steps() {
        return steps;
    }

    /** Whether calls wait or run whose steps are those of a Camel context. */
    public boolean holds(CamelContext context) {
        return steps.areExpected(context);
    }

    /** Calls whose steps are being made at this moment. */
    public int running() {
        return attempts.running();
    }

    boolean isRunning(String callId) {
        return attempts.isRunning(callId);
    }

    public Places.Place place(Mode mode, String tenant) {
        return places.get(mode).take(tenant);
    }

    /**
     * Runs the steps when there is a place. How the call ends is written to the ledger.
     *
     * @param own the exchange of the steps
     * @return ends the call without having sent it, if it still waits
     * @throws LedgerException with {@link Reason#QUEUE_FULL}; the call has ended then
     */
    public Runnable submit(Execution execution, Places.Place place) {
        LedgerCall call = execution.call();
        CamelContext context = execution.own().getContext();
        if (call.mode() == Mode.INLINE) {
            execution.own().setProperty(CallProperties.COUNTED, true);
        }
        inFlight.add(call.id());
        steps.expect(context);
        try {
            Places.Withdrawal withdrawal =
                    place.run(
                            () -> {
                                try {
                                    run(execution);
                                } finally {
                                    steps.done(context);
                                }
                            },
                            () -> refuseWaiting(execution, NotSent.waitedTooLong()));
            return () -> {
                if (withdrawal.withdraw()) {
                    refuseWaiting(execution, NotSent.callerLeft());
                }
            };
        } catch (RejectedExecutionException e) {
            Outcome full = NotSent.queueFull();
            refuseWaiting(execution, full);
            throw new LedgerException(full, Map.of(LedgerException.JOB_ID, call.id()));
        }
    }

    private void refuseWaiting(Execution execution, Outcome why) {
        steps.done(execution.own().getContext());
        if (why.reason() == Reason.QUEUE_FULL) {
            refusals.run();
        }
        endUnsent(execution, why);
    }

    private void run(Execution execution) {
        Draining.Permit permit;
        try {
            permit = draining.enter();
        } catch (LedgerException e) {
            endUnsent(execution, NotSent.because(Reason.GATEWAY_STOPPED));
            return;
        }
        try {
            start(execution)
                    .map(call -> make(execution, call))
                    .orElseGet(() -> CompletableFuture.completedFuture(null))
                    .whenComplete((any, e) -> leave(execution.call(), permit, e));
        } catch (RuntimeException e) {
            leave(execution.call(), permit, e);
        }
    }

    private CompletableFuture<Void> make(Execution execution, LedgerCall call) {
        return attempts.make(execution.started(call))
                .thenAccept(
                        ending -> {
                            if (!isLeftToOthers(call, ending)) {
                                write(execution, call, ending);
                            }
                        });
    }

    /**
     * @param failure why its end is not written, or null
     */
    private void leave(LedgerCall call, Draining.Permit permit, Throwable failure) {
        permit.close();
        if (failure != null) {
            // it is left behind now, and settled as what a dead replica leaves
            LOG.error("The end of call {} was not written", call.id(), failure);
            inFlight.remove(call.id());
        }
    }

    /**
     * A generation that Postiz has given an id goes on there although this gateway stops asking for
     * it: it stays open for the gateway that comes next. What was written down as unclear already
     * is not written once more.
     */
    private boolean isLeftToOthers(LedgerCall call, Ending ending) {
        if (!draining.isDraining() || ending.state() != CallState.UNKNOWN) {
            return false;
        }
        if (draining.isOver()) {
            return true;
        }
        try {
            return calls.find(call.id()).filter(row -> row.upstreamJob().isPresent()).isPresent();
        } catch (DataAccessException e) {
            return false;
        }
    }

    /** Empty when it was cancelled while it waited, or cannot be started. */
    private Optional<LedgerCall> start(Execution execution) {
        LedgerCall call = execution.call();
        if (call.sentAt().isPresent()) {
            return Optional.of(call);
        }
        try {
            if (transitions.start(call)) {
                return Optional.of(endings.started(call.started(Times.now())));
            }
            calls.find(call.id()).ifPresent(endings::signal);
        } catch (DataAccessException e) {
            endUnsent(execution, NotSent.because(Reason.LEDGER_UNAVAILABLE));
        }
        return Optional.empty();
    }

    private void endUnsent(Execution execution, Outcome outcome) {
        LedgerCall call = execution.call();
        rations.giveBack(call.tenant(), execution.own());
        write(execution, call, Ending.without(call, outcome, call.attempts()));
    }

    private void write(Execution execution, LedgerCall call, Ending ending) {
        LedgerCall ended = endings.write(call, ending);
        operators.tellOfFailure(ended, Optional.of(execution.own()));
    }

    /** Ends a call that its caller is told was not sent. */
    void end(LedgerCall call, Outcome outcome) {
        endings.write(call, Ending.without(call, outcome, call.attempts()));
    }
}
