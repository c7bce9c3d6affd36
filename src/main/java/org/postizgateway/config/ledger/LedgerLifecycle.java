package org.postizgateway.config.ledger;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.postizgateway.config.ledger.database.LedgerSize;
import org.postizgateway.generation.Generations;
import org.postizgateway.ledger.LedgerMetrics;
import org.postizgateway.ledger.LedgerSettings;
import org.postizgateway.ledger.bulk.LetterRuns;
import org.postizgateway.ledger.call.store.CallWatch;
import org.postizgateway.ledger.call.store.PendingWrites;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.ledger.execution.CallRunner;
import org.postizgateway.ledger.lookup.LookAgain;
import org.postizgateway.ledger.media.Replays;
import org.postizgateway.ledger.recovery.AbandonedCalls;
import org.postizgateway.ledger.replica.Draining;
import org.postizgateway.ledger.replica.Replica;
import org.postizgateway.ledger.replica.Retention;
import org.postizgateway.ledger.replica.Schedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/** The ledger's recurring tasks, and its orderly end before Camel stops its routes. */
@Configuration(proxyBeanMethods = false)
public class LedgerLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerLifecycle.class);
    private static final int TASKS = 9;
    private static final Duration SIZE_IS_MEASURED = Duration.ofSeconds(30);
    private static final Duration RETENTION_RUNS = Duration.ofHours(1);

    @Bean
    Schedule ledgerSchedule(
            CamelContext camel,
            LedgerSettings settings,
            Replica replica,
            PendingWrites pending,
            CallWatch watch,
            AbandonedCalls abandoned,
            LookAgain lookAgain,
            Replays replays,
            LetterRuns letterRuns,
            Retention retention,
            DeadLetters deadLetters,
            CallRunner runner,
            LedgerMetrics metrics,
            LedgerSize size,
            ObjectProvider<LedgerTask> more,
            ObjectProvider<Generations> generations) {
        AtomicInteger open = new AtomicInteger(deadLetters.countUnfinished());
        size.measure();
        metrics.deadLettersOpen(open::get);
        metrics.callsRunning(runner::running);
        Duration round = settings.lease().dividedBy(2);
        Runnable say =
                onceStarted(camel, () -> generations.ifAvailable(g -> sayServing(g, replica)));
        List<LedgerTask> others =
                more.orderedStream().filter(task -> !task.interval().isZero()).toList();
        Schedule schedule =
                new Schedule(TASKS + others.size())
                        .every(
                                settings.lease().dividedBy(4),
                                "heartbeat",
                                () -> {
                                    say.run();
                                    replica.heartbeat();
                                })
                        .every(settings.pollInterval(), "outcomes not yet written", pending::flush)
                        .every(settings.pollInterval(), "outcomes of other replicas", watch::poll)
                        .every(round, "abandoned calls", onceStarted(camel, abandoned::reap))
                        .every(
                                round,
                                "calls of unknown outcome",
                                onceStarted(camel, lookAgain::round))
                        .every(
                                round,
                                "replays that wait for a credential",
                                onceStarted(
                                        camel,
                                        () -> {
                                            replays.startWaiting();
                                            open.set(deadLetters.countUnfinished());
                                        }))
                        .every(
                                settings.pollInterval(),
                                "replays and discards of many",
                                onceStarted(camel, letterRuns::round))
                        .every(SIZE_IS_MEASURED, "size of the ledger", size::measure)
                        .every(RETENTION_RUNS, "retention", retention::purge);
        others.forEach(
                task ->
                        schedule.every(
                                task.interval(), task.name(), onceStarted(camel, task.run())));
        return schedule;
    }

    private static void sayServing(Generations generations, Replica replica) {
        generations.serving().ifPresent(serving -> replica.serves(serving.set().hash()));
    }

    /** What needs routes waits for them. */
    private static Runnable onceStarted(CamelContext camel, Runnable task) {
        return () -> {
            if (camel.isStarted()) {
                task.run();
            }
        };
    }

    @Bean
    Shutdown ledgerShutdown(
            ApplicationContext context,
            Draining draining,
            AbandonedCalls calls,
            Schedule schedule,
            Replica replica,
            @Value("${gateway.drain-timeout:20s}") Duration timeout) {
        return new Shutdown(context, draining, calls, schedule, replica, timeout);
    }

    /** Takes no new calls, lets the running ones finish, and writes the others down. */
    record Shutdown(
            ApplicationContext context,
            Draining draining,
            AbandonedCalls calls,
            Schedule schedule,
            Replica replica,
            Duration timeout)
            implements ApplicationListener<ContextClosedEvent>, Ordered {

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }

        @Override
        public void onApplicationEvent(ContextClosedEvent event) {
            if (event.getApplicationContext() != context) {
                return;
            }
            try {
                if (!draining.drain(timeout)) {
                    LOG.warn("Side-effecting calls were still running after {}", timeout);
                }
                schedule.close();
                calls.writeDown();
                draining.end();
                replica.leave();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("The ledger could not be closed in order: {}", e.toString());
            }
        }
    }
}
