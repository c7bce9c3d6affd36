package org.postizgateway.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The credential of each tenant's most recent call, in memory, bounded and expiring; behind it the
 * configured sources. As a {@link Processor} it remembers the credential of the call it sees.
 */
public final class Credentials implements Processor {

    private static final int MAX_TENANTS = 10_000;

    private final Cache<String, Credential> recent;
    private final List<CredentialSource> sources;

    public Credentials(Duration ttl, List<CredentialSource> sources) {
        this.recent = Caffeine.newBuilder().maximumSize(MAX_TENANTS).expireAfterWrite(ttl).build();
        this.sources = List.copyOf(sources);
    }

    @Override
    public void process(Exchange exchange) {
        String tenant = exchange.getProperty(CallProperties.TENANT, "", String.class);
        if (!tenant.isBlank()) {
            Credential.of(exchange).ifPresent(credential -> recent.put(tenant, credential));
        }
    }

    /** The tenant's credential, if one is known at this moment. */
    public Optional<Credential> of(String tenant) {
        return Optional.ofNullable(recent.getIfPresent(tenant))
                .or(
                        () ->
                                sources.stream()
                                        .flatMap(s -> s.credentialOf(tenant).stream())
                                        .findFirst()
                                        .map(Credential::ofDefault));
    }

    /** The tenants whose calls have brought a credential that is remembered. */
    public Set<String> remembered() {
        return Set.copyOf(recent.asMap().keySet());
    }

    /**
     * Forgets what a tenant's calls have brought; its next call brings it again.
     *
     * @return whether something was remembered
     */
    public boolean forget(String tenant) {
        return recent.asMap().remove(tenant) != null;
    }

    /** The tenants of which a credential is known at this moment. */
    public Set<String> tenants() {
        Set<String> tenants = new TreeSet<>(recent.asMap().keySet());
        sources.forEach(source -> source.tenant().ifPresent(tenants::add));
        return tenants;
    }
}
