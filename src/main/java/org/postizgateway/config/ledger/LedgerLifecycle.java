package org.postizgateway.config.ledger;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.postizgateway.ledger.Draining;
import org.postizgateway.ledger.LedgerMetrics;
import org.postizgateway.ledger.LedgerSettings;
import org.postizgateway.ledger.Replica;
import org.postizgateway.ledger.Retention;
import org.postizgateway.ledger.Schedule;
import org.postizgateway.ledger.Unwritten;
import org.postizgateway.ledger.Watch;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.ledger.media.AbandonedJobs;
import org.postizgateway.ledger.media.JobRunner;
import org.postizgateway.ledger.media.MediaJob;
import org.postizgateway.ledger.media.Replays;
import org.postizgateway.ledger.publish.AbandonedIntents;
import org.postizgateway.ledger.publish.Intent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The ledger's recurring tasks, and its orderly end before Camel stops its routes. */
@Configuration(proxyBeanMethods = false)
public class LedgerLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerLifecycle.class);
    private static final Duration RETENTION_RUNS = Duration.ofHours(1);

    @Bean
    Schedule ledgerSchedule(
            CamelContext camel,
            LedgerSettings settings,
            Replica replica,
            Unwritten unwritten,
            Watch<Intent> intents,
            Watch<MediaJob> jobs,
            AbandonedIntents abandonedIntents,
            AbandonedJobs abandonedJobs,
            Replays replays,
            Retention retention,
            DeadLetters deadLetters,
            JobRunner runner,
            LedgerMetrics metrics) {
        AtomicInteger open = new AtomicInteger(deadLetters.countUnfinished());
        metrics.deadLettersOpen(open::get);
        metrics.jobsRunning(runner::running);
        Duration round = settings.lease().dividedBy(2);
        return new Schedule(6)
                .every(settings.lease().dividedBy(4), "heartbeat", replica::heartbeat)
                .every(settings.pollInterval(), "outcomes not yet written", unwritten::retry)
                .every(
                        settings.pollInterval(),
                        "outcomes of other replicas",
                        () -> {
                            intents.poll();
                            jobs.poll();
                        })
                .every(
                        round,
                        "abandoned media jobs and replays",
                        onceStarted(
                                camel,
                                () -> {
                                    abandonedJobs.reap();
                                    replays.startWaiting();
                                    open.set(deadLetters.countUnfinished());
                                }))
                .every(
                        round,
                        "abandoned intents",
                        onceStarted(
                                camel,
                                () -> {
                                    abandonedIntents.reap();
                                    abandonedIntents.lookAgain();
                                }))
                .every(RETENTION_RUNS, "retention", retention::purge);
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
            AbandonedIntents intents,
            AbandonedJobs jobs,
            Schedule schedule,
            Replica replica,
            @Value("${gateway.drain-timeout:20s}") Duration timeout) {
        return new Shutdown(context, draining, intents, jobs, schedule, replica, timeout);
    }

    /** Takes no new calls, lets the running ones finish, and writes the others down. */
    record Shutdown(
            ApplicationContext context,
            Draining draining,
            AbandonedIntents intents,
            AbandonedJobs jobs,
            Schedule schedule,
            Replica replica,
            Duration timeout) {

        @EventListener
        @Order(Ordered.HIGHEST_PRECEDENCE)
        void onClose(ContextClosedEvent event) {
            if (event.getApplicationContext() != context) {
                return;
            }
            try {
                if (!draining.drain(timeout)) {
                    LOG.warn("Side-effecting calls were still running after {}", timeout);
                }
                schedule.close();
                intents.writeDown();
                jobs.writeDown();
                replica.leave();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("The ledger could not be closed in order: {}", e.toString());
            }
        }
    }
}
