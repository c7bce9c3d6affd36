package org.postizgateway.config.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.postizgateway.security.credential.AccountSource;
import org.postizgateway.security.credential.TenantHash;
import org.postizgateway.security.credential.Tenants;
import org.postizgateway.security.upstream.PostizInstances;
import org.postizgateway.security.upstream.PostizUnavailableException;

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
    void a_postiz_that_is_away_is_asked_again_after_a_while_only() {
        AtomicLong nanos = new AtomicLong();
        AtomicInteger asked = new AtomicInteger();
        AccountSource away =
                credential -> {
                    asked.incrementAndGet();
                    throw PostizUnavailableException.later("Postiz is away.");
                };
        ConfiguredCredential source =
                new ConfiguredCredential("key-1", new Tenants(away, ONE, hash, 10), nanos::get);
        for (int tenant = 0; tenant < 500; tenant++) {
            assertThat(source.credentialOf("tenant " + tenant)).isEmpty();
        }
        assertThat(asked).hasValue(1);

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        source.tenant();
        assertThat(asked).hasValue(2);
    }

    @Test
    void without_a_configured_key_there_is_none() {
        assertThat(source("", credential -> Optional.empty()).credentialOf(hash.of(""))).isEmpty();
    }
}
