package org.postizgateway.security;

import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.postizgateway.security.credential.CredentialChecks;
import org.postizgateway.security.door.ClientAddresses;
import org.postizgateway.security.door.DoorAnswer;
import org.postizgateway.security.ticket.TicketRefusedException;
import org.postizgateway.security.ticket.UploadTicket;
import org.postizgateway.security.ticket.UploadTickets;
import org.springframework.http.HttpStatus;

/**
 * Steps of the door {@code /upload/{ticket}}, in this order. Each of them ends the route with a
 * status and a sentence, or lets the request go on.
 */
public final class UploadDoor {

    /** Exchange property with the {@link UploadTicket}. */
    public static final String TICKET = "PostizUploadTicket";

    private UploadDoor() {}

    /** Reads the path parameter {@code ticket} and leaves it as property {@value #TICKET}. */
    public static Processor ticket(UploadTickets tickets) {
        return exchange -> {
            String written =
                    CredentialPlace.pathParameter(exchange.getMessage(), "ticket").orElse("");
            try {
                exchange.setProperty(TICKET, tickets.read(written));
            } catch (TicketRefusedException e) {
                HttpStatus status = e.isExpired() ? HttpStatus.GONE : HttpStatus.FORBIDDEN;
                DoorAnswer.refusal(status, e.getMessage()).endRoute(exchange);
            }
        };
    }

    /**
     * Finds out who is calling: by a key or token in the {@code Authorization} header, or else by
     * the credential with which the ticket was asked for.
     *
     * @param remembered credentials by tenant, as far as they are known
     */
    public static DoorAuthentication authentication(
            CredentialChecks checks,
            ClientAddresses addresses,
            Function<String, Optional<String>> remembered) {
        CredentialPlace header = CredentialPlace.bearerOrBare();
        return new DoorAuthentication(
                (request, message) ->
                        header.credential(request, message)
                                .or(() -> remembered.apply(ticket(message.getExchange()).tenant())),
                checks,
                addresses,
                Challenge.forKey(
                        "The gateway no longer remembers with which credential this upload"
                                + " address was asked for: it was started again since, or this is"
                                + " another replica. Send the same upload again with your header"
                                + " Authorization: Bearer <key>.",
                        "Postiz does not know this API key or token. Send the upload with the"
                                + " credential with which you called uploadFileTool."),
                Optional.empty());
    }

    /** Whoever sends the file is who the ticket was given to. */
    public static Processor owner() {
        return exchange -> {
            String caller = exchange.getProperty(DoorAuthentication.TENANT, String.class);
            if (!ticket(exchange).tenant().equals(caller)) {
                DoorAnswer.refusal(
                                HttpStatus.FORBIDDEN,
                                "This upload address was given to another caller. Call"
                                        + " uploadFileTool with your own credential for one.")
                        .endRoute(exchange);
            }
        };
    }

    private static UploadTicket ticket(Exchange exchange) {
        return exchange.getProperty(TICKET, UploadTicket.class);
    }
}
