package org.postizgateway.config.ledger;

import java.util.Optional;
import org.postizgateway.ledger.CredentialSource;
import org.postizgateway.security.TenantHash;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** {@code POSTIZ_API_KEY}, for the tenant whose key it is. */
@Component
class ConfiguredCredential implements CredentialSource {

    private final String apiKey;
    private final TenantHash hash;

    ConfiguredCredential(@Value("${postiz.api-key:}") String apiKey, TenantHash hash) {
        this.apiKey = apiKey;
        this.hash = hash;
    }

    @Override
    public Optional<String> credentialOf(String tenant) {
        return apiKey.isBlank() || !hash.of(apiKey).equals(tenant)
                ? Optional.empty()
                : Optional.of(apiKey);
    }
}
