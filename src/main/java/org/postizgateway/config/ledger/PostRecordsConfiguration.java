package org.postizgateway.config.ledger;

import org.postizgateway.ledger.call.store.PostRecords;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What tools read of the ledger. */
@Configuration(proxyBeanMethods = false)
class PostRecordsConfiguration {

    @Bean
    PostRecords postRecords(JdbcClient jdbc) {
        return new PostRecords(jdbc);
    }
}
