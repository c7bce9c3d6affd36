package org.postizgateway.security;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The headers of a request that the protocol edge reads. All others may hold a credential. */
final class KeptHeaders {

    private static final Set<String> NAMES =
            Set.of(
                    "accept",
                    "cache-control",
                    "content-encoding",
                    "content-type",
                    "content-length",
                    "last-event-id",
                    "traceparent",
                    "tracestate",
                    "baggage",
                    "x-mcp-toolsets",
                    Exchange.HTTP_METHOD.toLowerCase(Locale.ROOT),
                    Exchange.HTTP_CHARACTER_ENCODING.toLowerCase(Locale.ROOT));

    private static final String OF_THE_PROTOCOL = "mcp-";

    private KeptHeaders() {}

    /** Drops the others. */
    static void only(Message message) {
        message.getHeaders().keySet().removeIf(name -> !isKept(name.toLowerCase(Locale.ROOT)));
    }

    private static boolean isKept(String name) {
        return NAMES.contains(name) || name.startsWith(OF_THE_PROTOCOL);
    }
}
