package org.postizgateway.config.ledger;

import org.postizgateway.ledger.call.store.PostHolds;
import org.postizgateway.ledger.call.store.PostRecords;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What tools read of the ledger, and hold in it. */
@Configuration(proxyBeanMethods = false)
class PostRecordsConfiguration {

    @Bean
    PostRecords postRecords(JdbcClient jdbc) {
        return new PostRecords(jdbc);
    }

    @Bean
    PostHolds postHolds(JdbcClient jdbc, TransactionOperations transactions) {
        return new PostHolds(jdbc, transactions);
    }
}
