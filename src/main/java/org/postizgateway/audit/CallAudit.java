package org.postizgateway.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.Consequence;
import org.postizgateway.ledger.call.Ending;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.RequestText;
import org.postizgateway.outcome.Reason;

/**
 * An entry for each ending of a call with a side effect, in the transaction that writes the ending:
 * whose call it was, a hash of what was sent, the ids that Postiz gave, and what came of it.
 */
public final class CallAudit {

    private static final String ACTION = "call";
    private static final String CANCELLED = "call cancelled";
    private static final List<String> IDS = List.of("id", "postId");
    private static final int MOST_IDS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AuditTrail trail;

    public CallAudit(AuditTrail trail) {
        this.trail = trail;
    }

    /** Writes an entry after what else an ending brings about. */
    public Consequence after(Consequence consequence) {
        return (call, ending, counted) -> {
            Runnable committed = consequence.of(call, ending, counted);
            if (counted) {
                trail.append(event(ACTION, call, detail(call, ending)));
            }
            return committed;
        };
    }

    /** In the transaction that cancels a call for its caller. */
    public void cancelled(LedgerCall call) {
        trail.append(event(CANCELLED, call, new TreeMap<>(Map.of("tool", call.tool()))));
    }

    private static AuditEvent event(String action, LedgerCall call, Map<String, Object> detail) {
        return new AuditEvent(
                action,
                "tenant:" + call.tenant(),
                call.origin().source(),
                call.origin().traceId(),
                call.id(),
                detail);
    }

    private static Map<String, Object> detail(LedgerCall call, Ending ending) {
        Map<String, Object> detail = new TreeMap<>();
        detail.put("tool", call.tool());
        detail.put("outcome", ending.state().code());
        detail.put("reason", ending.reason().map(Reason::code).orElse(""));
        detail.put("attempts", ending.attempts());
        detail.put("run", call.run());
        detail.put("requestSha256", RequestText.sha256(call.request()));
        detail.put(
                "items",
                ending.items().stream().map(Ending.Item::state).map(CallState::code).toList());
        detail.put(
                "ids",
                ending.items().stream()
                        .flatMap(item -> item.result().stream())
                        .flatMap(CallAudit::ids)
                        .distinct()
                        .limit(MOST_IDS)
                        .toList());
        return detail;
    }

    /** Those in the result of an item. */
    private static Stream<String> ids(String result) {
        try {
            JsonNode tree = JSON.readTree(result);
            return IDS.stream()
                    .flatMap(name -> tree.findValues(name).stream())
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue);
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
