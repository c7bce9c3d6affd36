package org.postizgateway.config.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.postizgateway.audit.AuditAnnouncer;
import org.postizgateway.audit.AuditEvent;
import org.postizgateway.audit.AuditRepository;
import org.postizgateway.audit.AuditRetention;
import org.postizgateway.audit.AuditSeal;
import org.postizgateway.audit.AuditTrail;
import org.postizgateway.audit.AuditVerification;
import org.postizgateway.audit.CallAudit;
import org.postizgateway.generation.GenerationListener;
import org.postizgateway.ledger.ServingCamel;
import org.postizgateway.ledger.replica.Replica;
import org.postizgateway.security.credential.TenantHash;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit trail: what is written into it beside the calls of the ledger. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    /** No credential is like that, so it names no tenant. */
    private static final String KEYED = "the key of the audit trail\n";

    /** A gateway that only checks something is not started. */
    private static final String LISTENING = "gateway.listening";

    private static final Duration RETENTION_RUNS = Duration.ofHours(1);
    private static final int MOST_WAITING = 10_000;

    @Bean
    AuditSeal auditSeal(TenantHash tenants) {
        return new AuditSeal(tenants.of(KEYED).getBytes(StandardCharsets.US_ASCII));
    }

    @Bean
    AuditRepository auditRepository(JdbcClient jdbc) {
        return new AuditRepository(jdbc);
    }

    /** One thread, so that entries arrive in their order. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService auditSender() {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                new CustomizableThreadFactory("audit-"));
    }

    @Bean
    AuditTrail auditTrail(
            AuditRepository entries,
            AuditSeal seal,
            Replica replica,
            TransactionTemplate transactions,
            ObjectProvider<ServingCamel> camel,
            @Qualifier("auditSender") ExecutorService sender) {
        return new AuditTrail(
                entries,
                seal,
                replica.id(),
                transactions,
                new AuditAnnouncer(() -> camel.getObject().template(), sender));
    }

    /** Before anybody adds to it. */
    @Bean
    @ConditionalOnProperty(name = LISTENING, matchIfMissing = true)
    SmartInitializingSingleton auditOpen(AuditTrail trail) {
        return trail::open;
    }

    @Bean
    CallAudit callAudit(AuditTrail trail) {
        return new CallAudit(trail);
    }

    @Bean
    AuditVerification auditVerification(
            AuditRepository entries, AuditSeal seal, PlatformTransactionManager transactions) {
        TransactionTemplate snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
        return new AuditVerification(entries, seal, snapshot);
    }

    @Bean
    LedgerTask auditRetention(
            AuditRepository entries,
            AuditSeal seal,
            AuditTrail trail,
            TransactionTemplate transactions,
            Replica replica,
            @Value("${audit.retention:365d}") Duration retention) {
        AuditRetention audit =
                new AuditRetention(entries, seal, trail, transactions, retention, replica::isAlive);
        return new LedgerTask("retention of the audit trail", RETENTION_RUNS, audit::purge);
    }

    @Bean
    GenerationListener configurationAudit(AuditTrail trail) {
        return outcome ->
                trail.note(
                        AuditEvent.own(
                                "configuration " + outcome.kind().name().toLowerCase(Locale.ROOT),
                                outcome.hash(),
                                Map.of("problems", outcome.problems().size())));
    }

    @Bean
    @ConditionalOnProperty(name = LISTENING, matchIfMissing = true)
    ApplicationListener<ApplicationReadyEvent> auditBegin(
            AuditTrail trail, @Value("${spring.application.version:unreleased}") String version) {
        return ready -> trail.begin(Map.of("version", version));
    }

    /** After the calls that ran have been written down. */
    @Bean
    @ConditionalOnProperty(name = LISTENING, matchIfMissing = true)
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    ApplicationListener<ContextClosedEvent> auditEnd(AuditTrail trail, Replica replica) {
        return closed -> trail.note(AuditEvent.own("gateway stopped", replica.id(), Map.of()));
    }
}
