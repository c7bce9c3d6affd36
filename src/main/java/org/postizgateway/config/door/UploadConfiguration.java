package org.postizgateway.config.door;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.postizgateway.config.setting.GatewaySecret;
import org.postizgateway.config.setting.GatewaySettings;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Credential;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.mcp.http.HttpLimits;
import org.postizgateway.mcp.http.body.BodyShares;
import org.postizgateway.mcp.http.body.StoredBody;
import org.postizgateway.mcp.limit.LimitListener;
import org.postizgateway.postiz.upload.LargeFile;
import org.postizgateway.security.DoorAuthentication;
import org.postizgateway.security.UploadDoor;
import org.postizgateway.security.credential.CredentialChecks;
import org.postizgateway.security.door.ClientAddresses;
import org.postizgateway.security.door.DoorRequest;
import org.postizgateway.security.door.PublicUrl;
import org.postizgateway.security.identity.Identities;
import org.postizgateway.security.ticket.UploadTicket;
import org.postizgateway.security.ticket.UploadTickets;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The door for files that are too large for the arguments of a tool: {@code routes/upload.yaml}.
 */
@Configuration(proxyBeanMethods = false)
class UploadConfiguration {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    @Bean
    UploadTickets uploadTickets(GatewaySettings gateway) {
        return new UploadTickets(GatewaySecret.of(gateway), LIFETIME, Clock.systemUTC());
    }

    /** Leaves the address under which a caller reaches the gateway, for tools to answer. */
    @Bean
    Processor gatewayUrl(PublicUrl url) {
        return exchange -> {
            if (exchange.getFromEndpoint() instanceof PlatformHttpEndpoint) {
                exchange.setProperty(LargeFile.GATEWAY_URL, url.of(DoorRequest.of(exchange)));
            }
        };
    }

    @Bean
    LargeFile largeFile(
            HttpLimits limits,
            GatewaySettings gateway,
            UploadTickets tickets,
            Credentials rememberCredential) {
        return new LargeFile(
                limits.files().longest(),
                gateway.publicUri().map(URI::toString),
                (caller, type, size) -> {
                    rememberCredential.process(caller);
                    UploadTicket ticket =
                            tickets.issue(
                                    caller.getProperty(CallProperties.TENANT, String.class),
                                    type,
                                    size);
                    return new LargeFile.Ticket(
                            "/upload/" + tickets.write(ticket), ticket.expiresAt());
                });
    }

    @Bean
    Processor uploadTicket(UploadTickets tickets) {
        return UploadDoor.ticket(tickets);
    }

    @Bean
    Processor uploadAuthentication(
            CredentialChecks checks,
            ClientAddresses addresses,
            Credentials rememberCredential,
            PublicUrl publicUrl,
            Optional<Identities> identities) {
        DoorAuthentication door =
                UploadDoor.authentication(
                        checks,
                        addresses,
                        tenant -> rememberCredential.of(tenant).map(Credential::key));
        return identities.map(trusted -> door.trusting(trusted, publicUrl)).orElse(door);
    }

    @Bean
    Processor uploadOwner() {
        Processor owner = UploadDoor.owner();
        return exchange -> {
            owner.process(exchange);
            UploadTicket ticket = exchange.getProperty(UploadDoor.TICKET, UploadTicket.class);
            exchange.setProperty(StoredBody.LENGTH, ticket.size());
        };
    }

    @Bean
    StoredBody storedBody(
            GatewaySettings gateway, HttpLimits limits, ObjectProvider<LimitListener> listeners) {
        return new StoredBody(
                gateway.dataDir().resolve("uploads"),
                new BodyShares(limits.files(), LimitListener.all(listeners)));
    }

    /** What became of a file, as HTTP says it. */
    @Bean
    UploadAnswer uploadAnswer() {
        return new UploadAnswer();
    }
}
