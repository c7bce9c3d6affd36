package org.postizgateway.ledger.media;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.PluginHelper;
import org.postizgateway.ledger.Draining;
import org.postizgateway.ledger.Failure;
import org.postizgateway.ledger.Held;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.Reason;
import org.postizgateway.ledger.RecordAttempt;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Runs the steps of media jobs on a bounded pool, whoever is still waiting for them. */
public final class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final CamelContext camel;
    private final MediaJobRepository jobs;
    private final Endings endings;
    private final RecordAttempt attempts;
    private final Draining draining;
    private final Held<MediaJob> held;
    private final Executor pool;
    private final Map<String, AsyncProcessor> steps = new ConcurrentHashMap<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /**
     * @param pool bounds how many jobs run and wait; rejects what is too much
     */
    public JobRunner(
            CamelContext camel,
            MediaJobRepository jobs,
            Endings endings,
            RecordAttempt attempts,
            Draining draining,
            Held<MediaJob> held,
            Executor pool) {
        this.camel = camel;
        this.jobs = jobs;
        this.endings = endings;
        this.attempts = attempts;
        this.draining = draining;
        this.held = held;
        this.pool = pool;
    }

    void register(String tool, AsyncProcessor processor) {
        steps.put(tool, processor);
    }

    void unregister(String tool, AsyncProcessor processor) {
        steps.remove(tool, processor);
    }

    /** Whether the tool's route runs here. */
    boolean knows(String tool) {
        return steps.containsKey(tool);
    }

    /** Jobs that are being sent at this moment. */
    public int running() {
        return running.size();
    }

    boolean isRunning(String jobId) {
        return running.contains(jobId);
    }

    /**
     * Runs the job when there is a place. Its end is written to the ledger.
     *
     * @param exchange the job's own
     * @throws LedgerException with {@link Reason#QUEUE_FULL}; the job has ended then
     */
    void submit(MediaJob job, Exchange exchange) {
        held.add(job.id());
        try {
            pool.execute(() -> run(job, exchange));
        } catch (RejectedExecutionException e) {
            Ending full =
                    Ending.without(
                            JobState.FAILED,
                            Reason.QUEUE_FULL,
                            "Too many generations are waiting, so nothing was sent to Postiz. Try"
                                    + " again in a few minutes.");
            endings.write(job, full, job.attempts());
            throw new LedgerException(Reason.QUEUE_FULL, full.message());
        }
    }

    private void run(MediaJob queued, Exchange exchange) {
        Optional<Draining.Permit> permit = enter(queued);
        if (permit.isEmpty()) {
            return;
        }
        try (Draining.Permit inside = permit.get()) {
            if (jobs.start(queued.id(), queued.owner())) {
                generate(queued.started(Times.now()), exchange);
            } else {
                jobs.find(queued.id()).ifPresent(endings::signal);
            }
        } catch (DataAccessException e) {
            endings.write(queued, notSent(Reason.LEDGER_UNAVAILABLE), queued.attempts());
        }
    }

    private Optional<Draining.Permit> enter(MediaJob queued) {
        try {
            return Optional.of(draining.enter());
        } catch (LedgerException e) {
            endings.write(queued, notSent(Reason.GATEWAY_STOPPED), queued.attempts());
            return Optional.empty();
        }
    }

    private void generate(MediaJob job, Exchange exchange) {
        running.add(job.id());
        attempts.start(exchange, job.id(), job.attempts());
        try {
            AsyncProcessor processor = steps.get(job.call().tool());
            if (processor == null) {
                endings.write(job, notSent(Reason.GATEWAY_STOPPED), job.attempts());
                return;
            }
            PluginHelper.getAsyncProcessorAwaitManager(camel).process(processor, exchange);
            Optional<Failure> failure = attempts.failureOf(exchange);
            failure.ifPresent(f -> attempts.record(exchange, job.id(), f));
            int made = attempts.failedAttempts(exchange) + (failure.isPresent() ? 0 : 1);
            endings.write(job, ending(job, exchange, failure), made);
        } catch (RuntimeException e) {
            LOG.error("Media job {} broke", job.id(), e);
            Failure broke = Failure.unclear("The gateway failed while Postiz generated.", true);
            endings.write(job, ending(job, broke), attempts.failedAttempts(exchange) + 1);
        } finally {
            running.remove(job.id());
        }
    }

    private static Ending ending(MediaJob job, Exchange exchange, Optional<Failure> failure) {
        return failure.map(f -> ending(job, f))
                .orElseGet(() -> Ending.done(JsonBody.write(JsonBody.of(exchange))));
    }

    private static Ending ending(MediaJob job, Failure failure) {
        return failure.verdict() == Verdict.UNCLEAR
                ? Ending.unknown(job.id(), failure.sentence())
                : Ending.without(JobState.FAILED, failure.reason(), failure.sentence());
    }

    /** For a job that ended before anything was sent. */
    static Ending notSent(Reason reason) {
        String why =
                reason == Reason.GATEWAY_STOPPED
                        ? "The gateway stopped before this generation was sent to Postiz."
                        : "The gateway's ledger could not be used, so this generation was not sent"
                                + " to Postiz.";
        return Ending.without(JobState.FAILED, reason, why + " Nothing was paid for.");
    }
}
