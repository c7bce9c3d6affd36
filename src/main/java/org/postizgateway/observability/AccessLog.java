package org.postizgateway.observability;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.mcp.CallRecord;
import org.postizgateway.mcp.http.AnsweredRequest;
import org.postizgateway.mcp.http.RequestListener;
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

    @Override
    public void answered(AnsweredRequest request) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        String door = request.door().orElse(NONE);
        long millis = request.took().toMillis();
        Map<String, String> labels = request.exchange().map(CallLabels::of).orElse(Map.of());
        Optional<CallRecord> call = request.exchange().flatMap(CallRecord::of);
        call.ifPresent(record -> labels.forEach(record::label));
        String outcome =
                call.flatMap(CallRecord::outcome)
                        .map(ended -> ended.name().toLowerCase(Locale.ROOT))
                        .orElse(NONE);
        try (CallRecord.LogScope logged = call.map(CallRecord::openLogScope).orElse(() -> {})) {
            log(request, door, millis, labels, outcome);
        }
    }

    private static void log(
            AnsweredRequest request,
            String door,
            long millis,
            Map<String, String> labels,
            String outcome) {
        LOG.atInfo()
                .addKeyValue("http.method", request.method())
                .addKeyValue("door", door)
                .addKeyValue("http.status", request.status())
                .addKeyValue("millis", millis)
                .addKeyValue("outcome", outcome)
                .log(
                        "{} {} {} {} ms tool={} outcome={} tenant={}",
                        request.method(),
                        door,
                        request.status(),
                        millis,
                        labels.getOrDefault(CallLabels.TOOL, NONE),
                        outcome,
                        labels.getOrDefault(CallLabels.TENANT, NONE));
    }
}
