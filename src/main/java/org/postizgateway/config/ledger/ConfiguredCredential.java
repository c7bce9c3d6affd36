package org.postizgateway.config.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import org.postizgateway.ledger.CredentialSource;
import org.postizgateway.security.credential.Tenants;
import org.postizgateway.security.upstream.PostizUnavailableException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** {@code POSTIZ_API_KEY}, for the tenant whose key it is. */
@Component
class ConfiguredCredential implements CredentialSource {

    /** Who asks for the credentials of many tenants waits for a Postiz that is down once. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(15);

    private final String apiKey;
    private final Tenants tenants;
    private final Cache<String, Boolean> unavailable;

    @Autowired
    ConfiguredCredential(@Value("${postiz.api-key:}") String apiKey, Tenants tenants) {
        this(apiKey, tenants, Ticker.systemTicker());
    }

    ConfiguredCredential(String apiKey, Tenants tenants, Ticker ticker) {
        this.apiKey = apiKey;
        this.tenants = tenants;
        this.unavailable = Caffeine.newBuilder().expireAfterWrite(ASK_AGAIN).ticker(ticker).build();
    }

    @Override
    public Optional<String> credentialOf(String tenant) {
        if (apiKey.isBlank()) {
            return Optional.empty();
        }
        boolean mine =
                tenants.of(apiKey).hash().equals(tenant)
                        || tenant().filter(tenant::equals).isPresent();
        return mine ? Optional.of(apiKey) : Optional.empty();
    }

    @Override
    public Optional<String> tenant() {
        if (apiKey.isBlank() || unavailable.getIfPresent(apiKey) != null) {
            return Optional.empty();
        }
        try {
            return Optional.of(tenants.ask(apiKey).hash());
        } catch (PostizUnavailableException e) {
            unavailable.put(apiKey, true);
            return Optional.empty();
        }
    }
}
