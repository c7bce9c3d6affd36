package org.postizgateway.ledger;

import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * With what, and where, a tenant's calls to Postiz are made.
 *
 * @param key API key or OAuth token
 * @param url base URL of the Postiz that it is of; empty for the default one
 */
public record Credential(String key, Optional<String> url) {

    /** A credential of the default Postiz. */
    public static Credential ofDefault(String key) {
        return new Credential(key, Optional.empty());
    }

    /** That of the call on an exchange, if it has one. */
    static Optional<Credential> of(Exchange exchange) {
        String key = exchange.getProperty(CallProperties.API_KEY, "", String.class);
        String url = exchange.getProperty(CallProperties.URL, "", String.class);
        return key.isBlank()
                ? Optional.empty()
                : Optional.of(
                        new Credential(key, Optional.of(url).filter(known -> !known.isBlank())));
    }

    /** Has the calls of an exchange made with it. */
    public void on(Exchange exchange) {
        exchange.setProperty(CallProperties.API_KEY, key);
        exchange.removeProperty(CallProperties.URL);
        url.ifPresent(known -> exchange.setProperty(CallProperties.URL, known));
    }

    /** Without the key, which a log must not hold. */
    @Override
    public String toString() {
        return "Credential" + url;
    }
}
