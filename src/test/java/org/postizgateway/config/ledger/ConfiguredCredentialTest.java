package org.postizgateway.config.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.postizgateway.security.TenantHash;

class ConfiguredCredentialTest {

    private final TenantHash hash = new TenantHash("0123456789abcdef".getBytes());

    @Test
    void the_configured_key_serves_its_own_tenant_and_no_other() {
        ConfiguredCredential source = new ConfiguredCredential("key-1", hash);

        assertThat(source.credentialOf(hash.of("key-1"))).contains("key-1");
        assertThat(source.credentialOf(hash.of("key-2"))).isEmpty();
    }

    @Test
    void without_a_configured_key_there_is_none() {
        assertThat(new ConfiguredCredential("", hash).credentialOf(hash.of(""))).isEmpty();
    }
}
