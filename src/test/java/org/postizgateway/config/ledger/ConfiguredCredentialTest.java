package org.postizgateway.config.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postizgateway.security.credential.AccountSource;
import org.postizgateway.security.credential.TenantHash;
import org.postizgateway.security.credential.Tenants;
import org.postizgateway.security.upstream.PostizInstances;

class ConfiguredCredentialTest {

    private static final PostizInstances ONE = PostizInstances.only(URI.create("http://postiz"));

    private final TenantHash hash = new TenantHash("0123456789abcdef".getBytes());

    private ConfiguredCredential source(String key, AccountSource account) {
        return new ConfiguredCredential(key, new Tenants(account, ONE, hash, 10));
    }

    @Test
    void where_postiz_tells_the_configured_key_serves_its_organization() {
        Tenants tenants = new Tenants(credential -> Optional.of("o1"), ONE, hash, 10);
        String tenant = tenants.ask("pos_of_somebody_there").hash();

        assertThat(new ConfiguredCredential("key-1", tenants).credentialOf(tenant))
                .contains("key-1");
        assertThat(source("key-1", credential -> Optional.of("o2")).credentialOf(tenant)).isEmpty();
    }

    @Test
    void the_configured_key_serves_its_own_tenant_and_no_other() {
        ConfiguredCredential source = source("key-1", credential -> Optional.empty());

        assertThat(source.credentialOf(hash.of("key-1"))).contains("key-1");
        assertThat(source.credentialOf(hash.of("key-2"))).isEmpty();
    }

    @Test
    void without_a_configured_key_there_is_none() {
        assertThat(source("", credential -> Optional.empty()).credentialOf(hash.of(""))).isEmpty();
    }
}
