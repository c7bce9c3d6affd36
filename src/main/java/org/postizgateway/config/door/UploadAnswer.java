package org.postizgateway.config.door;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.security.door.DoorAnswer;
import org.springframework.http.HttpStatus;

/** Last step of the door for uploads: what became of the file, as HTTP says it. */
final class UploadAnswer implements Processor {

    @Override
    public void process(Exchange exchange) {
        String error = exchange.getProperty(CallProperties.MCP_ERROR, String.class);
        answer(exchange, error).endRoute(exchange);
    }

    @SuppressWarnings("unchecked")
    private static DoorAnswer answer(Exchange exchange, String error) {
        if (error != null) {
            boolean invalid =
                    exchange.getProperty(Exchange.EXCEPTION_CAUGHT)
                            instanceof InvalidInputException;
            return DoorAnswer.refusal(
                    invalid ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.BAD_GATEWAY, error);
        }
        Map<String, Object> file = exchange.getMessage().getBody(Map.class);
        return exchange.getProperty(CallProperties.REPEATED, false, Boolean.class)
                ? DoorAnswer.refusal(
                        HttpStatus.CONFLICT,
                        "This upload address was used before; what came then is at "
                                + file.get("path")
                                + ". Nothing more was stored.")
                : DoorAnswer.document(file);
    }
}
