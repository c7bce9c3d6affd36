package org.postizgateway.config.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.ServingCamel;
import org.postizgateway.ledger.call.store.PostRecords;
import org.postizgateway.ledger.delivery.DeliveryAnnouncer;
import org.postizgateway.ledger.delivery.DeliveryLook;
import org.postizgateway.ledger.delivery.DeliveryMetrics;
import org.postizgateway.ledger.delivery.DeliveryRepository;
import org.postizgateway.ledger.delivery.DeliverySettings;
import org.postizgateway.ledger.delivery.DeliveryWatch;
import org.postizgateway.postiz.insight.DueDeliveries;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The watch over posts that are due. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliverySettings.class)
class DeliveryConfiguration {

    private static final Duration MOST_BEFORE_TOLD = Duration.ofSeconds(5);

    @Bean
    DeliveryRepository deliveryRepository(JdbcClient jdbc, NamedParameterJdbcOperations batches) {
        return new DeliveryRepository(jdbc, batches);
    }

    @Bean
    DeliveryLook deliveryLook(
            ServingCamel camel,
            PostRecords records,
            DeliveryRepository deliveries,
            TransactionTemplate transactions) {
        return new DeliveryLook(camel, records, deliveries, transactions);
    }

    @Bean
    DeliveryMetrics deliveryMetrics(MeterRegistry registry) {
        return new DeliveryMetrics(registry, DueDeliveries.FINDINGS);
    }

    @Bean
    DeliveryWatch deliveryWatch(
            Credentials credentials,
            DeliveryRepository deliveries,
            DeliveryLook look,
            DeliveryMetrics metrics,
            DeliverySettings settings) {
        return new DeliveryWatch(credentials, deliveries, look, metrics, settings.watchInterval());
    }

    @Bean
    DeliveryAnnouncer deliveryAnnouncer(DeliveryRepository deliveries, ServingCamel camel) {
        return new DeliveryAnnouncer(deliveries, camel);
    }

    @Bean
    LedgerTask lookAtDeliveries(DeliverySettings settings, DeliveryWatch watch) {
        return new LedgerTask("delivery of posts", settings.watchInterval(), watch::sweep);
    }

    /** On its own, so that a slow recipient holds up no look. */
    @Bean
    LedgerTask tellFindings(DeliverySettings settings, DeliveryAnnouncer announcer) {
        Duration interval =
                settings.watchInterval().compareTo(MOST_BEFORE_TOLD) < 0
                        ? settings.watchInterval()
                        : MOST_BEFORE_TOLD;
        return new LedgerTask("findings not yet told", interval, announcer::announce);
    }
}
