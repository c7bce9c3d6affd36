package org.postizgateway.config.ledger;

import org.postizgateway.ledger.call.store.PostLocks;
import org.postizgateway.ledger.call.store.PostRecords;
import org.postizgateway.ledger.replica.Replica;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What tools read of the ledger, and lock in it. */
@Configuration(proxyBeanMethods = false)
class PostRecordsConfiguration {

    @Bean
    PostRecords postRecords(JdbcClient jdbc) {
        return new PostRecords(jdbc);
    }

    @Bean
    PostLocks postLocks(JdbcClient jdbc, Replica replica, TransactionOperations transactions) {
        return new PostLocks(jdbc, replica, transactions);
    }
}
