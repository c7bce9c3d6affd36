package org.postizgateway.ledger.media;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.DefaultExchange;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.Draining;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.Replica;
import org.postizgateway.ledger.deadletter.DeadLetter;
import org.postizgateway.ledger.deadletter.DeadLetterFilter;
import org.postizgateway.ledger.deadletter.DeadLetterRepository;
import org.postizgateway.ledger.deadletter.DeadLetterState;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

/** Runs the job of a dead letter once more, as a new attempt of the same job. */
public final class Replays {

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    private static final int PER_ROUND = 50;

    private final CamelContext camel;
    private final DeadLetters letters;
    private final DeadLetterRepository states;
    private final MediaJobRepository jobs;
    private final JobRunner runner;
    private final Credentials credentials;
    private final Replica replica;
    private final Draining draining;
    private final TransactionOperations transactions;

    public Replays(
            CamelContext camel,
            DeadLetters letters,
            DeadLetterRepository states,
            MediaJobRepository jobs,
            JobRunner runner,
            Credentials credentials,
            Replica replica,
            Draining draining,
            TransactionOperations transactions) {
        this.camel = camel;
        this.letters = letters;
        this.states = states;
        this.jobs = jobs;
        this.runner = runner;
        this.credentials = credentials;
        this.replica = replica;
        this.draining = draining;
        this.transactions = transactions;
    }

    /**
     * Starts a replay, or notes that it waits for a credential of the tenant.
     *
     * @return the dead letter as it stands then
     * @throws ReplayConflict when it is being replayed, or is resolved or discarded, or cannot run
     *     here at the moment
     */
    public DeadLetter replay(DeadLetter letter) {
        draining.enter().close();
        if (!runner.knows(letter.tool())) {
            throw new ReplayConflict("The route of tool " + letter.tool() + " does not run here.");
        }
        Optional<String> credential = credentials.of(letter.tenant());
        if (credential.isPresent()) {
            start(letter, credential.get());
            return letter.in(DeadLetterState.REPLAYING);
        }
        if (!states.change(letter.id(), waitingOrOpen(), DeadLetterState.WAITING_FOR_CREDENTIAL)) {
            throw new ReplayConflict(notNow(letter));
        }
        return letter.in(DeadLetterState.WAITING_FOR_CREDENTIAL);
    }

    /** Starts the replays whose tenants have been heard of since. */
    public void startWaiting() {
        DeadLetterFilter waiting =
                new DeadLetterFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(DeadLetterState.WAITING_FOR_CREDENTIAL),
                        Optional.empty(),
                        PER_ROUND,
                        0);
        for (DeadLetter letter : letters.list(waiting)) {
            Optional<String> credential = credentials.of(letter.tenant());
            if (credential.isPresent() && runner.knows(letter.tool())) {
                try {
                    start(letter, credential.get());
                } catch (ReplayConflict | LedgerException e) {
                    LOG.debug("Dead letter {} is not replayed: {}", letter.id(), e.getMessage());
                }
            }
        }
    }

    private void start(DeadLetter letter, String credential) {
        MediaJob job;
        try {
            job = transactions.execute(status -> claim(letter));
        } catch (DuplicateKeyException e) {
            throw new ReplayConflict(
                    "An identical generation of the same tenant is running. Wait for its end.");
        }
        runner.submit(job, exchange(job, credential));
    }

    private MediaJob claim(DeadLetter letter) {
        if (!states.change(letter.id(), waitingOrOpen(), DeadLetterState.REPLAYING)) {
            throw new ReplayConflict(notNow(letter));
        }
        MediaJob job =
                jobs.find(letter.jobId())
                        .orElseThrow(() -> new ReplayConflict("Its media job is gone."));
        if (!jobs.requeue(job, replica.id())) {
            throw new ReplayConflict(
                    "Its media job is " + job.state().code() + " and cannot run again.");
        }
        return jobs.find(job.id()).orElseThrow();
    }

    private String notNow(DeadLetter letter) {
        DeadLetterState now =
                letters.find(letter.id()).map(DeadLetter::state).orElse(letter.state());
        return now == DeadLetterState.REPLAYING
                ? "This dead letter is being replayed."
                : "This dead letter is " + now.code() + " and cannot be replayed.";
    }

    private Exchange exchange(MediaJob job, String credential) {
        Exchange exchange = new DefaultExchange(camel, ExchangePattern.InOut);
        Object body = JsonBody.read(job.call().request());
        exchange.getMessage().setBody(body);
        if (body instanceof Map<?, ?> arguments) {
            arguments.forEach((name, value) -> header(exchange, name.toString(), value));
        }
        exchange.setProperty(CallProperties.TENANT, job.call().tenant());
        exchange.setProperty(CallProperties.API_KEY, credential);
        exchange.setProperty(CallProperties.JOB_ID, job.id());
        return exchange;
    }

    private static void header(Exchange exchange, String name, Object value) {
        if (!name.startsWith("Camel")) {
            exchange.getMessage().setHeader(name, value);
        }
    }

    private static List<DeadLetterState> waitingOrOpen() {
        return List.of(DeadLetterState.OPEN, DeadLetterState.WAITING_FOR_CREDENTIAL);
    }
}
