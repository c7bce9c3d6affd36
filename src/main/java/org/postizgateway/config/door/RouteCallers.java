package org.postizgateway.config.door;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.postizgateway.mcp.tool.CallerSource;
import org.postizgateway.security.DoorAuthentication;
import org.postizgateway.security.credential.CredentialChecks;
import org.postizgateway.security.credential.CredentialStatus;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * In whose name a route calls a tool: that of the credential in the exchange property {@code
 * PostizApiKey}, or else of {@code POSTIZ_API_KEY}. It passes the same checks as at a door.
 */
@Component
final class RouteCallers implements CallerSource {

    /** What the bounds for checks of credentials count routes as, in place of an address. */
    private static final String ADDRESS = "routes";

    private final CredentialChecks checks;
    private final String configured;

    RouteCallers(CredentialChecks checks, @Value("${postiz.api-key:}") String configured) {
        this.checks = checks;
        this.configured = configured;
    }

    @Override
    public CompletionStage<Identity> identify(Exchange exchange) {
        String named = exchange.getProperty(DoorAuthentication.API_KEY, "", String.class);
        String credential = named.isBlank() ? configured : named;
        if (credential.isBlank()) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException(
                            "A route that calls a tool needs a key of Postiz: set POSTIZ_API_KEY,"
                                    + " or the exchange property PostizApiKey before the call."));
        }
        return checks.check(credential, ADDRESS).thenApply(status -> identity(status, credential));
    }

    private Identity identity(CredentialStatus status, String credential) {
        if (status != CredentialStatus.VALID) {
            throw new IllegalStateException(
                    status == CredentialStatus.UNKNOWN
                            ? "Postiz does not know the key with which a route calls a tool."
                                    + " Correct POSTIZ_API_KEY, or what sets the exchange property"
                                    + " PostizApiKey."
                            : "The organization of the key with which a route calls a tool has no"
                                    + " subscription at Postiz.");
        }
        return new Identity(
                Optional.of(checks.tenant(credential)),
                DoorAuthentication.handedOn(checks, credential));
    }
}
