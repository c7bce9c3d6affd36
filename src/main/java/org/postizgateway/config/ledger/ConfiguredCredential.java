package org.postizgateway.config.ledger;

import java.util.Optional;
import org.postizgateway.ledger.CredentialSource;
import org.postizgateway.security.credential.Tenants;
import org.postizgateway.security.upstream.PostizUnavailableException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** {@code POSTIZ_API_KEY}, for the tenant whose key it is. */
@Component
class ConfiguredCredential implements CredentialSource {

    private final String apiKey;
    private final Tenants tenants;

    ConfiguredCredential(@Value("${postiz.api-key:}") String apiKey, Tenants tenants) {
        this.apiKey = apiKey;
        this.tenants = tenants;
    }

    @Override
    public Optional<String> credentialOf(String tenant) {
        return apiKey.isBlank() || !isOf(tenant) ? Optional.empty() : Optional.of(apiKey);
    }

    @Override
    public Optional<String> tenant() {
        if (apiKey.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(tenants.ask(apiKey).hash());
        } catch (PostizUnavailableException e) {
            return Optional.empty();
        }
    }

    private boolean isOf(String tenant) {
        if (tenants.of(apiKey).hash().equals(tenant)) {
            return true;
        }
        try {
            return tenants.ask(apiKey).hash().equals(tenant);
        } catch (PostizUnavailableException e) {
            return false;
        }
    }
}
