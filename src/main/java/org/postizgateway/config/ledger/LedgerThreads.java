package org.postizgateway.config.ledger;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.postizgateway.bound.Lane;
import org.springframework.boot.system.JavaVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The ledger's threads, apart by what they wait for, so that a Postiz that does not answer holds up
 * nothing but the calls that are there.
 */
@Configuration(proxyBeanMethods = false)
public class LedgerThreads {

    private static final int WORKERS = 16;
    private static final int LOOKUPS = 16;
    private static final int LOOKUPS_PER_TENANT = 4;
    private static final int WAITING_LOOKUPS = 1000;
    private static final int ANNOUNCERS = 2;
    private static final long KEEP_ALIVE_S = 30;

    /** Nobody waits for an answer longer; what was not looked up is, later. */
    private static final Duration LOOKUP_PATIENCE = Duration.ofMinutes(1);

    /** Continue calls that waited. They wait for nothing but the ledger. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService ledgerWorkers() {
        return pool("ledger-worker-", WORKERS);
    }

    /** Looks into Postiz for calls of unknown outcome; those of one tenant hold up no others. */
    @Bean
    Lane ledgerLookups() {
        return new Lane(
                "ledger-lookup", LOOKUPS, LOOKUPS_PER_TENANT, WAITING_LOOKUPS, LOOKUP_PATIENCE);
    }

    /** Send dead letters to wherever operators want them. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService deadLetterSenders() {
        return pool("dead-letter-", ANNOUNCERS);
    }

    /** Wait for Postiz. How many there are is decided by the places that calls take. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService ledgerSenders() {
        return Executors.newCachedThreadPool(waiting("ledger-call-"));
    }

    /** A thread that does nothing but wait is a virtual one where the JVM has them. */
    private static ThreadFactory waiting(String name) {
        return JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE)
                ? new VirtualThreadTaskExecutor(name).getVirtualThreadFactory()
                : new CustomizableThreadFactory(name);
    }

    /** What waits in its queue is bounded by the calls that there are. */
    private static ExecutorService pool(String name, int threads) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        KEEP_ALIVE_S,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        new CustomizableThreadFactory(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
