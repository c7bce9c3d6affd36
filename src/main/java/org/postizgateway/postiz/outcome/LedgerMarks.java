package org.postizgateway.postiz.outcome;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** Adds to the answer of a tool what the policies of the ledger left in exchange properties. */
public final class LedgerMarks {

    private static final String REPEATED = "PostizRepeated";
    private static final String JOB_ID = "PostizJobId";
    private static final String JOB_STATUS = "PostizJobStatus";

    /** {@code repeated}, where the answer is that of an earlier identical call. */
    public void onResult(Exchange exchange) {
        Map<String, Object> answer = answer(exchange);
        if (exchange.getProperty(REPEATED, false, Boolean.class)) {
            answer.put("repeated", true);
        }
        exchange.getMessage().setBody(answer);
    }

    /**
     * The same, and {@code jobId} and {@code status} of a generation, to ask for it later. Nothing,
     * where the tool reports failures in words alone.
     */
    public void onError(Exchange exchange) {
        if (!(exchange.getMessage().getBody() instanceof Map)) {
            return;
        }
        onResult(exchange);
        Map<String, Object> answer = answer(exchange);
        copy(exchange, JOB_ID, answer, "jobId");
        copy(exchange, JOB_STATUS, answer, "status");
        exchange.getMessage().setBody(answer);
    }

    private static void copy(
            Exchange exchange, String property, Map<String, Object> answer, String name) {
        Object value = exchange.getProperty(property);
        if (value != null) {
            answer.put(name, value);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> answer(Exchange exchange) {
        return new LinkedHashMap<>(exchange.getMessage().getBody(Map.class));
    }
}
