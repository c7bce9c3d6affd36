package org.postizgateway.config.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import org.postizgateway.config.ledger.database.LedgerDatabase;
import org.postizgateway.config.ledger.database.LedgerSize;
import org.postizgateway.ledger.AttemptErrors;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.LedgerMetrics;
import org.postizgateway.ledger.LedgerSettings;
import org.postizgateway.ledger.StorageSettings;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.ledger.call.store.CallTransitions;
import org.postizgateway.ledger.call.store.StorageQuota;
import org.postizgateway.ledger.replica.ForgottenCredentials;
import org.postizgateway.ledger.replica.Retention;
import org.postizgateway.mcp.limit.LimitListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger's tables, how much goes into them, and what it counts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageSettings.class)
public class LedgerTables {

    @Bean
    AttemptErrors attemptErrors(JdbcClient jdbc) {
        return new AttemptErrors(jdbc);
    }

    @Bean
    Retention retention(JdbcClient jdbc, LedgerSettings settings) {
        return new Retention(jdbc, settings.retention());
    }

    @Bean
    ForgottenCredentials forgottenCredentials(JdbcClient jdbc, Credentials credentials) {
        return new ForgottenCredentials(jdbc, credentials);
    }

    @Bean
    LedgerTask forgetting(ForgottenCredentials forgotten, LedgerSettings settings) {
        return new LedgerTask("credentials to forget", settings.pollInterval(), forgotten::round);
    }

    @Bean
    CallRepository callRepository(JdbcClient jdbc) {
        return new CallRepository(jdbc);
    }

    @Bean
    StorageQuota storageQuota(StorageSettings settings, ObjectProvider<LimitListener> listeners) {
        return new StorageQuota(settings, LimitListener.all(listeners)::exceeded);
    }

    @Bean
    CallTransitions callTransitions(JdbcClient jdbc) {
        return new CallTransitions(jdbc);
    }

    @Bean
    LedgerMetrics ledgerMetrics(MeterRegistry registry) {
        return new LedgerMetrics(registry);
    }

    @Bean
    LedgerSize ledgerSize(HikariDataSource ledger, MeterRegistry registry) {
        return new LedgerSize(
                new JdbcTemplate(ledger), LedgerDatabase.isEmbedded(ledger.getJdbcUrl()), registry);
    }
}
