package org.postizgateway.config.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ThreadPoolProfile;
import org.postizgateway.ledger.AttemptErrors;
import org.postizgateway.ledger.CredentialSource;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.Draining;
import org.postizgateway.ledger.Held;
import org.postizgateway.ledger.LedgerMetrics;
import org.postizgateway.ledger.LedgerSettings;
import org.postizgateway.ledger.OutcomeClassifier;
import org.postizgateway.ledger.RecordAttempt;
import org.postizgateway.ledger.Replica;
import org.postizgateway.ledger.Retention;
import org.postizgateway.ledger.Unwritten;
import org.postizgateway.ledger.Watch;
import org.postizgateway.ledger.media.MediaJobRepository;
import org.postizgateway.ledger.publish.AbandonedIntents;
import org.postizgateway.ledger.publish.Intent;
import org.postizgateway.ledger.publish.IntentRepository;
import org.postizgateway.ledger.publish.Journal;
import org.postizgateway.ledger.publish.PublishOncePolicy;
import org.postizgateway.ledger.publish.Reconciler;
import org.postizgateway.ledger.publish.Reconciling;
import org.postizgateway.ledger.publish.RouteReconciler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The journal and the policy {@code publishOnce}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerSettings.class)
public class LedgerConfiguration {

    private static final int WORKERS = 16;
    private static final int WAITING_CALLS = 20_000;

    @Bean
    Replica replica(JdbcClient jdbc, LedgerSettings settings) {
        Replica replica = new Replica(jdbc, settings.lease());
        replica.heartbeat();
        return replica;
    }

    @Bean
    Draining draining() {
        return new Draining();
    }

    @Bean
    Unwritten unwritten() {
        return new Unwritten();
    }

    @Bean
    LedgerMetrics ledgerMetrics(MeterRegistry registry) {
        return new LedgerMetrics(registry);
    }

    /** Continues calls that were waiting; Camel closes it with its context. */
    @Bean(destroyMethod = "")
    ExecutorService ledgerWorkers(CamelContext camel) {
        ThreadPoolProfile profile =
                new ThreadPoolProfileBuilder("LedgerWorkers")
                        .poolSize(WORKERS)
                        .maxPoolSize(WORKERS)
                        .maxQueueSize(WAITING_CALLS)
                        .build();
        return camel.getExecutorServiceManager().newThreadPool(this, profile.getId(), profile);
    }

    @Bean
    Credentials rememberCredential(
            LedgerSettings settings, ObjectProvider<CredentialSource> sources) {
        return new Credentials(settings.credentialTtl(), sources.orderedStream().toList());
    }

    @Bean
    AttemptErrors attemptErrors(JdbcClient jdbc) {
        return new AttemptErrors(jdbc);
    }

    @Bean
    RecordAttempt recordAttempt(
            AttemptErrors errors, OutcomeClassifier classifier, MediaJobRepository jobs) {
        return new RecordAttempt(errors, classifier, jobs::isCancelled);
    }

    @Bean
    Retention retention(JdbcClient jdbc, LedgerSettings settings) {
        return new Retention(jdbc, settings.retention());
    }

    @Bean
    IntentRepository intentRepository(JdbcClient jdbc) {
        return new IntentRepository(jdbc);
    }

    @Bean
    Watch<Intent> intentWatch(IntentRepository intents) {
        return intents.watch();
    }

    @Bean
    Held<Intent> heldIntents() {
        return new Held<>(Intent::id);
    }

    @Bean
    @ConditionalOnMissingBean
    Reconciler reconciler(CamelContext camel, ProducerTemplate template) {
        return new RouteReconciler(camel, template);
    }

    @Bean
    Journal journal(
            IntentRepository intents,
            Replica replica,
            Watch<Intent> watch,
            Unwritten unwritten,
            Held<Intent> held,
            Reconciler reconciler,
            TransactionTemplate transactions,
            LedgerSettings settings) {
        return new Journal(
                intents,
                replica,
                watch,
                unwritten,
                held,
                reconciler,
                transactions,
                settings.repeatWindow());
    }

    @Bean
    Reconciling reconciling(
            IntentRepository intents,
            Reconciler reconciler,
            Credentials credentials,
            LedgerSettings settings,
            LedgerMetrics metrics,
            @Qualifier("ledgerWorkers") ExecutorService workers) {
        return new Reconciling(intents, reconciler, credentials, settings, metrics, workers);
    }

    @Bean
    AbandonedIntents abandonedIntents(
            IntentRepository intents,
            Journal journal,
            Reconciling reconciling,
            Reconciler reconciler,
            Credentials credentials,
            Replica replica,
            Held<Intent> held,
            LedgerSettings settings) {
        return new AbandonedIntents(
                intents, journal, reconciling, reconciler, credentials, replica, held, settings);
    }

    @Bean
    PublishOncePolicy publishOnce(
            Journal journal,
            Reconciling reconciling,
            RecordAttempt attempts,
            Credentials credentials,
            Draining draining,
            LedgerMetrics metrics,
            @Qualifier("ledgerWorkers") ExecutorService workers,
            LedgerSettings settings) {
        return new PublishOncePolicy(
                new PublishOncePolicy.Services(
                        journal,
                        reconciling,
                        attempts,
                        credentials,
                        draining,
                        metrics,
                        workers,
                        settings.joinTimeout()));
    }

    /**
     * As {@link #publishOnce}, for changes that are harmless to make again: the ledger keeps them
     * and joins identical ones that run, but the same change is made anew once the last has ended.
     */
    @Bean
    PublishOncePolicy writtenDown(
            IntentRepository intents,
            Replica replica,
            Watch<Intent> watch,
            Unwritten unwritten,
            Held<Intent> held,
            Reconciler reconciler,
            TransactionTemplate transactions,
            RecordAttempt attempts,
            Credentials credentials,
            Draining draining,
            LedgerMetrics metrics,
            @Qualifier("ledgerWorkers") ExecutorService workers,
            LedgerSettings settings) {
        LedgerSettings now = settings.withoutRepeats();
        return new PublishOncePolicy(
                new PublishOncePolicy.Services(
                        new Journal(
                                intents,
                                replica,
                                watch,
                                unwritten,
                                held,
                                reconciler,
                                transactions,
                                now.repeatWindow()),
                        new Reconciling(intents, reconciler, credentials, now, metrics, workers),
                        attempts,
                        credentials,
                        draining,
                        metrics,
                        workers,
                        now.joinTimeout()));
    }
}
