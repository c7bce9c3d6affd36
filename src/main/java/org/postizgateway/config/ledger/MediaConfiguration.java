package org.postizgateway.config.ledger;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.postizgateway.ledger.AttemptErrors;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.Draining;
import org.postizgateway.ledger.Held;
import org.postizgateway.ledger.LedgerMetrics;
import org.postizgateway.ledger.LedgerSettings;
import org.postizgateway.ledger.RecordAttempt;
import org.postizgateway.ledger.Replica;
import org.postizgateway.ledger.Unwritten;
import org.postizgateway.ledger.Watch;
import org.postizgateway.ledger.deadletter.DeadLetterAnnouncer;
import org.postizgateway.ledger.deadletter.DeadLetterRepository;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.ledger.media.AbandonedJobs;
import org.postizgateway.ledger.media.Admission;
import org.postizgateway.ledger.media.Endings;
import org.postizgateway.ledger.media.JobRunner;
import org.postizgateway.ledger.media.MediaJob;
import org.postizgateway.ledger.media.MediaJobPolicy;
import org.postizgateway.ledger.media.MediaJobRepository;
import org.postizgateway.ledger.media.MediaJobs;
import org.postizgateway.ledger.media.MediaSettings;
import org.postizgateway.ledger.media.Replays;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.system.JavaVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Media jobs, their dead letters and the policy {@code mediaJob}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MediaSettings.class)
public class MediaConfiguration {

    private static final String THREAD_NAME = "media-job-";
    private static final long KEEP_ALIVE_S = 30;

    /** Virtual threads where the JVM has them: a generation does nothing but wait. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService mediaJobPool(MediaSettings settings) {
        ThreadFactory threads =
                JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE)
                        ? new VirtualThreadTaskExecutor(THREAD_NAME).getVirtualThreadFactory()
                        : new CustomizableThreadFactory(THREAD_NAME);
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        settings.concurrency(),
                        settings.concurrency(),
                        KEEP_ALIVE_S,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(settings.queue()),
                        threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Bean
    MediaJobRepository mediaJobRepository(JdbcClient jdbc) {
        return new MediaJobRepository(jdbc);
    }

    @Bean
    Watch<MediaJob> mediaJobWatch(MediaJobRepository jobs) {
        return jobs.watch();
    }

    @Bean
    Held<MediaJob> heldMediaJobs() {
        return new Held<>(MediaJob::id);
    }

    @Bean
    DeadLetterRepository deadLetterRepository(JdbcClient jdbc) {
        return new DeadLetterRepository(jdbc);
    }

    @Bean
    DeadLetters deadLetters(DeadLetterRepository letters, AttemptErrors errors) {
        return new DeadLetters(letters, errors);
    }

    @Bean
    DeadLetterAnnouncer deadLetterAnnouncer(
            DeadLetters letters,
            ProducerTemplate template,
            @Qualifier("ledgerWorkers") ExecutorService workers) {
        return new DeadLetterAnnouncer(letters, template, workers);
    }

    @Bean
    Endings mediaJobEndings(
            MediaJobRepository jobs,
            AttemptErrors errors,
            DeadLetters deadLetters,
            DeadLetterAnnouncer announcer,
            TransactionTemplate transactions,
            Unwritten unwritten,
            Held<MediaJob> held,
            Watch<MediaJob> watch,
            LedgerMetrics metrics) {
        return new Endings(
                jobs,
                errors,
                deadLetters,
                announcer,
                transactions,
                unwritten,
                held,
                watch,
                metrics);
    }

    @Bean
    JobRunner jobRunner(
            CamelContext camel,
            MediaJobRepository jobs,
            Endings endings,
            RecordAttempt attempts,
            Draining draining,
            Held<MediaJob> held,
            @Qualifier("mediaJobPool") ExecutorService pool) {
        return new JobRunner(camel, jobs, endings, attempts, draining, held, pool);
    }

    @Bean
    AbandonedJobs abandonedJobs(
            MediaJobRepository jobs, Endings endings, Replica replica, Held<MediaJob> held) {
        return new AbandonedJobs(jobs, endings, replica, held);
    }

    @Bean
    MediaJobs mediaJobs(
            MediaJobRepository jobs,
            Endings endings,
            DeadLetters deadLetters,
            AttemptErrors errors) {
        return new MediaJobs(jobs, endings, deadLetters, errors);
    }

    @Bean
    Replays replays(
            CamelContext camel,
            DeadLetters letters,
            DeadLetterRepository states,
            MediaJobRepository jobs,
            JobRunner runner,
            Credentials credentials,
            Replica replica,
            Draining draining,
            TransactionTemplate transactions) {
        return new Replays(
                camel, letters, states, jobs, runner, credentials, replica, draining, transactions);
    }

    @Bean
    MediaJobPolicy mediaJob(
            MediaJobRepository jobs,
            DeadLetters deadLetters,
            Replica replica,
            JobRunner runner,
            MediaJobs mediaJobs,
            Watch<MediaJob> watch,
            Credentials credentials,
            Draining draining,
            LedgerMetrics metrics,
            ProducerTemplate template,
            TransactionTemplate transactions,
            MediaSettings settings,
            LedgerSettings ledger,
            @Qualifier("ledgerWorkers") ExecutorService workers) {
        return new MediaJobPolicy(
                new MediaJobPolicy.Services(
                        new Admission(
                                jobs, deadLetters, replica, transactions, ledger.repeatWindow()),
                        runner,
                        mediaJobs,
                        watch,
                        credentials,
                        draining,
                        metrics,
                        template,
                        settings,
                        workers));
    }
}
