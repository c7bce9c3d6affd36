package org.postizgateway.config.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.camel.ProducerTemplate;
import org.postizgateway.audit.CallAudit;
import org.postizgateway.bound.CallGate;
import org.postizgateway.bound.Lane;
import org.postizgateway.ledger.AttemptErrors;
import org.postizgateway.ledger.CredentialSource;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.LedgerMetrics;
import org.postizgateway.ledger.LedgerSettings;
import org.postizgateway.ledger.OutcomeClassifier;
import org.postizgateway.ledger.ServingCamel;
import org.postizgateway.ledger.call.CallObserver;
import org.postizgateway.ledger.call.Consequence;
import org.postizgateway.ledger.call.DuplicateRule;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.ledger.call.store.CallTransitions;
import org.postizgateway.ledger.call.store.CallWatch;
import org.postizgateway.ledger.call.store.Claims;
import org.postizgateway.ledger.call.store.Endings;
import org.postizgateway.ledger.call.store.InFlightCalls;
import org.postizgateway.ledger.call.store.PendingWrites;
import org.postizgateway.ledger.call.store.StorageQuota;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.ledger.execution.Attempts;
import org.postizgateway.ledger.execution.CallRunner;
import org.postizgateway.ledger.execution.CallServices;
import org.postizgateway.ledger.execution.Deliveries;
import org.postizgateway.ledger.execution.HeldCall;
import org.postizgateway.ledger.execution.Operators;
import org.postizgateway.ledger.execution.Progress;
import org.postizgateway.ledger.execution.RecordAttempt;
import org.postizgateway.ledger.execution.RunningCall;
import org.postizgateway.ledger.lookup.LookAgain;
import org.postizgateway.ledger.lookup.LookPauses;
import org.postizgateway.ledger.lookup.Lookups;
import org.postizgateway.ledger.lookup.Reconciler;
import org.postizgateway.ledger.lookup.RouteReconciler;
import org.postizgateway.ledger.media.MediaSettings;
import org.postizgateway.ledger.place.Places;
import org.postizgateway.ledger.ration.RationReader;
import org.postizgateway.ledger.ration.RationRepository;
import org.postizgateway.ledger.ration.Rations;
import org.postizgateway.ledger.recovery.AbandonedCalls;
import org.postizgateway.ledger.recovery.Following;
import org.postizgateway.ledger.replica.Draining;
import org.postizgateway.ledger.replica.Replica;
import org.postizgateway.mcp.limit.LimitListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the policies of the ledger are made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerSettings.class)
public class LedgerConfiguration {

    /** The list in a create whose entries are told apart. */
    private static final String ITEMS_IN = "posts";

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
    PendingWrites pendingWrites() {
        return new PendingWrites();
    }

    @Bean
    InFlightCalls inFlightCalls() {
        return new InFlightCalls();
    }

    @Bean
    @ConditionalOnMissingBean
    ServingCamel servingCamel(ProducerTemplate template) {
        return () -> template;
    }

    @Bean
    Credentials rememberCredential(
            LedgerSettings settings, ObjectProvider<CredentialSource> sources) {
        return new Credentials(settings.credentialTtl(), sources.orderedStream().toList());
    }

    @Bean
    RecordAttempt recordAttempt(
            AttemptErrors errors, OutcomeClassifier classifier, CallRepository calls) {
        return new RecordAttempt(errors, classifier, calls);
    }

    @Bean
    HeldCall heldCall(CallRepository calls, Replica replica) {
        return new HeldCall(calls, replica);
    }

    @Bean
    CallWatch callWatch(CallRepository calls, ObjectProvider<CallObserver> observers) {
        return new CallWatch(calls, observers.orderedStream().toList());
    }

    @Bean
    RunningCall ledgerCall(CallTransitions transitions) {
        return new RunningCall(transitions);
    }

    @Bean
    Deliveries deliveries(
            CallTransitions transitions, @Qualifier("ledgerWorkers") ExecutorService workers) {
        return new Deliveries(transitions, workers);
    }

    @Bean
    Rations rations(JdbcClient jdbc, ObjectProvider<RationReader> reader) {
        return new Rations(
                new RationRepository(jdbc),
                reader.getIfAvailable(() -> (answered, failure) -> Optional.empty()));
    }

    @Bean
    @ConditionalOnMissingBean
    Reconciler reconciler(ServingCamel camel) {
        return new RouteReconciler(camel);
    }

    @Bean
    LookPauses lookPauses(LedgerSettings settings) {
        return new LookPauses(settings.lease().dividedBy(2));
    }

    @Bean
    Endings endings(
            CallRepository calls,
            CallTransitions transitions,
            DeadLetters deadLetters,
            StorageQuota storage,
            ObjectProvider<CallAudit> audit,
            TransactionTemplate transactions,
            PendingWrites pending,
            InFlightCalls inFlight,
            CallWatch watch,
            LedgerMetrics metrics,
            Reconciler reconciler,
            LookPauses pauses) {
        Consequence counted = storage.counting(deadLetters);
        return new Endings(
                calls,
                transitions,
                audit.stream().findFirst().map(all -> all.after(counted)).orElse(counted),
                transactions,
                pending,
                inFlight,
                watch,
                metrics,
                (call, now) ->
                        reconciler.canTell(call) ? pauses.next(call, now) : Optional.empty());
    }

    @Bean
    Lookups lookups(
            CallRepository calls,
            Endings endings,
            Reconciler reconciler,
            Credentials credentials,
            LedgerSettings settings,
            LedgerMetrics metrics,
            @Qualifier("ledgerLookups") Lane lane) {
        return new Lookups(calls, endings, reconciler, credentials, settings, metrics, lane);
    }

    @Bean
    LookAgain lookAgain(
            CallRepository calls,
            CallTransitions transitions,
            Lookups lookups,
            Credentials credentials,
            LookPauses pauses) {
        return new LookAgain(calls, transitions, lookups, credentials, pauses);
    }

    @Bean
    CallRunner callRunner(
            CallRepository calls,
            CallTransitions transitions,
            Endings endings,
            Lookups lookups,
            RecordAttempt attempts,
            Rations rations,
            Draining draining,
            InFlightCalls inFlight,
            LedgerSettings ledger,
            MediaSettings media,
            Operators operators,
            LedgerMetrics metrics,
            ObjectProvider<CallGate> gate,
            ObjectProvider<LimitListener> listeners,
            @Qualifier("ledgerSenders") ExecutorService threads) {
        Map<Mode, Places> places =
                PlacesOfCalls.of(
                        ledger, media, gate.getIfAvailable(() -> CallGate.OPEN), threads, metrics);
        return new CallRunner(
                calls,
                transitions,
                endings,
                new Attempts(attempts, lookups, rations, draining, ITEMS_IN),
                rations,
                draining,
                inFlight,
                places,
                operators,
                () -> LimitListener.all(listeners).exceeded("ledger-queue"));
    }

    @Bean
    Following following(
            ServingCamel camel,
            CallRunner runner,
            CallTransitions transitions,
            Credentials credentials,
            Replica replica,
            TransactionTemplate transactions,
            DuplicateRule rule) {
        return new Following(camel, runner, transitions, credentials, replica, transactions, rule);
    }

    @Bean
    AbandonedCalls abandonedCalls(
            CallRepository calls,
            Endings endings,
            PendingWrites pending,
            Lookups lookups,
            Following following,
            Replica replica,
            InFlightCalls inFlight,
            DuplicateRule rule,
            Operators operators) {
        return new AbandonedCalls(
                calls, endings, pending, lookups, following, replica, inFlight, rule, operators);
    }

    @Bean
    CallServices callServices(
            CallRepository calls,
            Endings endings,
            InFlightCalls inFlight,
            Replica replica,
            StorageQuota storage,
            TransactionTemplate transactions,
            CallRunner runner,
            Lookups lookups,
            CallWatch watch,
            Rations rations,
            Deliveries deliveries,
            ServingCamel camel,
            Credentials credentials,
            Draining draining,
            LedgerMetrics metrics,
            LedgerSettings settings,
            MediaSettings media,
            @Qualifier("ledgerWorkers") ExecutorService workers) {
        return new CallServices(
                new Claims(calls, endings, inFlight, replica, storage, transactions),
                runner,
                lookups,
                watch,
                rations,
                deliveries,
                new Progress(camel, media.progressInterval()),
                credentials,
                draining,
                metrics,
                workers,
                settings.patience(),
                ITEMS_IN);
    }
}
