package org.postizgateway.observability;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.security.DoorAuthentication;

/** What lines of the log say of a call beside its id: {@code tool} and {@code tenant}. */
final class CallLabels {

    static final String TOOL = "tool";
    static final String TENANT = "tenant";

    private static final int TENANT_PREFIX = 8;

    private CallLabels() {}

    /** As far as they are known of an exchange by now; of the tenant the beginning of its hash. */
    static Map<String, String> of(Exchange exchange) {
        Map<String, String> labels = new LinkedHashMap<>();
        String tenant = exchange.getProperty(DoorAuthentication.TENANT, String.class);
        if (tenant != null) {
            labels.put(TENANT, tenant.substring(0, Math.min(TENANT_PREFIX, tenant.length())));
        }
        String tool = exchange.getProperty(McpConstants.TOOL, String.class);
        if (tool != null) {
            labels.put(TOOL, tool);
        }
        return labels;
    }
}
