package org.postizgateway.observability;

import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.mcp.CallRecord;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.http.AnsweredRequest;
import org.postizgateway.mcp.http.RequestListener;
import org.postizgateway.security.DoorAuthentication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line at INFO for each request to the front door. It names the door and not the URL, which may
 * hold a key, and of the tenant the beginning of its hash.
 */
public final class AccessLog implements RequestListener {

    public static final String LOGGER = "org.postizgateway.access";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    private static final String NONE = "-";
    private static final int TENANT_PREFIX = 8;

    @Override
    public void answered(AnsweredRequest request) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        String door = request.door().orElse(NONE);
        long millis = request.took().toMillis();
        String tool = property(request, McpConstants.TOOL).orElse(NONE);
        String tenant =
                property(request, DoorAuthentication.TENANT)
                        .map(hash -> hash.substring(0, TENANT_PREFIX))
                        .orElse(NONE);
        Optional<CallRecord> call = request.exchange().flatMap(CallRecord::of);
        String outcome =
                call.flatMap(CallRecord::outcome)
                        .map(ended -> ended.name().toLowerCase(Locale.ROOT))
                        .orElse(NONE);
        try (CallRecord.LogScope logged = call.map(CallRecord::openLogScope).orElse(() -> {})) {
            log(request, door, millis, tool, outcome, tenant);
        }
    }

    private static void log(
            AnsweredRequest request,
            String door,
            long millis,
            String tool,
            String outcome,
            String tenant) {
        LOG.atInfo()
                .addKeyValue("http.method", request.method())
                .addKeyValue("door", door)
                .addKeyValue("http.status", request.status())
                .addKeyValue("millis", millis)
                .addKeyValue("tool", tool)
                .addKeyValue("outcome", outcome)
                .addKeyValue("tenant", tenant)
                .log(
                        "{} {} {} {} ms tool={} outcome={} tenant={}",
                        request.method(),
                        door,
                        request.status(),
                        millis,
                        tool,
                        outcome,
                        tenant);
    }

    private static Optional<String> property(AnsweredRequest request, String name) {
        return request.exchange()
                .map((Exchange exchange) -> exchange.getProperty(name, String.class));
    }
}
