package org.postizgateway.ledger.recovery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.EndpointHelper;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Credential;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.ServingCamel;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.DuplicateRule;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.call.RequestText;
import org.postizgateway.ledger.call.store.CallTransitions;
import org.postizgateway.ledger.execution.CallRunner;
import org.postizgateway.ledger.execution.Execution;
import org.postizgateway.ledger.replica.Replica;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Runs calls again whose callers are not at hand: replays from the beginning, and generations that
 * Postiz has given an id from where they are, by the route {@code direct:follow-TOOL}. Its body is
 * a Map of {@code jobId}, Postiz's id, and {@code request}, if it was kept whole; it answers what
 * the steps of the tool answer.
 */
public final class Following {

    private final ServingCamel camel;
    private final CallRunner runner;
    private final CallTransitions transitions;
    private final Credentials credentials;
    private final Replica replica;
    private final TransactionOperations transactions;
    private final DuplicateRule rule;

    public Following(
            ServingCamel camel,
            CallRunner runner,
            CallTransitions transitions,
            Credentials credentials,
            Replica replica,
            TransactionOperations transactions,
            DuplicateRule rule) {
        this.camel = camel;
        this.runner = runner;
        this.transitions = transitions;
        this.credentials = credentials;
        this.replica = replica;
        this.transactions = transactions;
        this.rule = rule;
    }

    /** Whether Postiz can be asked how this call is getting on. */
    public boolean canFollow(LedgerCall call) {
        CamelContext context = camel.template().getCamelContext();
        return call.upstreamJob().isPresent()
                && context.getRoutes().stream()
                        .anyMatch(
                                route ->
                                        EndpointHelper.matchEndpoint(
                                                context,
                                                route.getEndpoint().getEndpointBaseUri(),
                                                uri(call)));
    }

    /** Whether the call can be run again here, from wherever it is. */
    public boolean canRun(LedgerCall call) {
        return canFollow(call) || call.hasWholeRequest() && steps(call).isPresent();
    }

    private Optional<AsyncProcessor> steps(LedgerCall call) {
        return runner.stepsOf(camel.template().getCamelContext(), call.route());
    }

    /**
     * Takes over a call that a dead replica left behind after Postiz had given it an id.
     *
     * @return whether it was this replica that got it; not without a credential of its tenant
     */
    boolean takeOver(LedgerCall call) {
        Optional<Credential> credential = credentials.of(call.tenant());
        if (credential.isEmpty()) {
            return false;
        }
        Set<CallState> open = Set.of(CallState.QUEUED, CallState.RUNNING);
        boolean mine =
                Boolean.TRUE.equals(
                        transactions.execute(
                                status -> transitions.requeue(call, open, replica.id())));
        if (mine) {
            run(call.requeued(replica.id()), credential.get());
        }
        return mine;
    }

    /** Runs a call that has been made to wait again. */
    public void run(LedgerCall queued, Credential credential) {
        boolean follows = canFollow(queued);
        AsyncProcessor steps =
                follows
                        ? AsyncProcessorConverterHelper.convert(
                                exchange -> camel.template().send(uri(queued), exchange))
                        : steps(queued).orElseThrow();
        Exchange own = follows ? following(queued) : fromTheBeginning(queued);
        own.setProperty(CallProperties.TENANT, queued.tenant());
        credential.on(own);
        own.setProperty(CallProperties.JOB_ID, queued.id());
        // last of all: whatever fails before leaves no place taken
        runner.submit(
                new Execution(queued, own, steps, rule),
                runner.place(Mode.BACKGROUND, queued.tenant()));
    }

    private Exchange following(LedgerCall call) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("jobId", call.upstreamJob().orElseThrow());
        RequestText.whole(call.request()).ifPresent(request -> body.put("request", request));
        return exchange(body);
    }

    private Exchange fromTheBeginning(LedgerCall call) {
        Object body = JsonBody.read(call.request());
        Exchange exchange = exchange(body);
        if (body instanceof Map<?, ?> arguments) {
            arguments.forEach((name, value) -> header(exchange, name.toString(), value));
        }
        return exchange;
    }

    private Exchange exchange(Object body) {
        Exchange exchange =
                new DefaultExchange(camel.template().getCamelContext(), ExchangePattern.InOut);
        exchange.getMessage().setBody(body);
        return exchange;
    }

    private static void header(Exchange exchange, String name, Object value) {
        if (!name.startsWith("Camel")) {
            exchange.getMessage().setHeader(name, value);
        }
    }

    private static String uri(LedgerCall call) {
        return "direct:follow-" + call.tool();
    }
}
