package org.postizgateway.config.ledger.database;

import org.postizgateway.security.credential.TenantHash;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Refuses a ledger that belongs to another secret, before anything is written into it. */
@Configuration(proxyBeanMethods = false)
class LedgerSecretConfiguration {

    /** No credential is like that, so its hash names no tenant. */
    private static final String FINGERPRINTED = "the secret of this ledger\n";

    @Bean
    LedgerSecret ledgerSecret(
            JdbcClient jdbc,
            TenantHash tenants,
            @Value("${ledger.adopt-secret:false}") boolean adopt) {
        LedgerSecret secret = new LedgerSecret(jdbc);
        secret.require(tenants.of(FINGERPRINTED), adopt);
        return secret;
    }
}
