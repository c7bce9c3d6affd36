package org.postizgateway.ledger.lookup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.EndpointHelper;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Credential;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.ServingCamel;
import org.postizgateway.ledger.Steps;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.lookup.Reconciliation.Finding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the route {@code direct:reconcile-TOOL}. Its body is a Map of {@code id}, {@code tool},
 * {@code request}, {@code sentAt} (ISO 8601) and {@code otherResults}; it answers a Map of {@code
 * outcome} ({@code created}, {@code partly_created}, {@code not_created} or {@code unknown}),
 * {@code result}, {@code items} (one such word for each item of the request) and {@code reason}. A
 * tool without such a route cannot be reconciled, nor can a request that was not kept whole.
 */
public final class RouteReconciler implements Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(RouteReconciler.class);

    private final ServingCamel camel;

    public RouteReconciler(ServingCamel camel) {
        this.camel = camel;
    }

    @Override
    public boolean canTell(LedgerCall call) {
        return call.hasWholeRequest() && hasRoute(call.tool());
    }

    private boolean hasRoute(String tool) {
        CamelContext context = camel.template().getCamelContext();
        String uri = uri(tool);
        return context.getRoutes().stream()
                .anyMatch(
                        route ->
                                EndpointHelper.matchEndpoint(
                                        context, route.getEndpoint().getEndpointBaseUri(), uri));
    }

    @Override
    public Reconciliation reconcile(
            LedgerCall call, List<String> otherResults, Credential credential) {
        Exchange answer =
                camel.template()
                        .request(
                                uri(call.tool()),
                                question -> {
                                    question.getMessage().setBody(body(call, otherResults));
                                    question.setProperty(CallProperties.TENANT, call.tenant());
                                    credential.on(question);
                                });
        Optional<Throwable> failure = Steps.cause(answer);
        if (failure.isPresent()) {
            LOG.warn(
                    "Looking into Postiz for call {} failed: {}",
                    call.id(),
                    failure.get().getClass().getName());
            return cannotTell(call, "Postiz's list could not be read.");
        }
        if (JsonBody.of(answer) instanceof Map<?, ?> map && map.get("outcome") != null) {
            return interpret(call, map);
        }
        return cannotTell(
                call,
                "The reconciliation route of " + call.tool() + " did not answer with an outcome.");
    }

    private static Reconciliation interpret(LedgerCall call, Map<?, ?> answer) {
        int count = call.items().size();
        List<?> results = perItem(answer.get("result"), count);
        List<?> words = perItem(answer.get("items"), count);
        List<Reconciliation.Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Object word = words.get(i) == null ? answer.get("outcome") : words.get(i);
            Finding finding = finding(String.valueOf(word));
            Optional<String> result =
                    finding == Finding.PRESENT
                            ? Optional.ofNullable(results.get(i)).map(JsonBody::write)
                            : Optional.empty();
            items.add(new Reconciliation.Item(finding, result));
        }
        Object reason = answer.get("reason");
        return new Reconciliation(List.copyOf(items), reason == null ? "" : reason.toString());
    }

    /** What is no list of that length is the only item's, or nobody's. */
    private static List<?> perItem(Object value, int count) {
        if (value instanceof List<?> list && list.size() == count) {
            return list;
        }
        List<Object> same = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            same.add(count == 1 ? value : null);
        }
        return same;
    }

    private static Finding finding(String word) {
        return switch (word) {
            case "created" -> Finding.PRESENT;
            case "not_created" -> Finding.ABSENT;
            default -> Finding.CANNOT_TELL;
        };
    }

    private static Reconciliation cannotTell(LedgerCall call, String note) {
        return Reconciliation.of(Finding.CANNOT_TELL, call.items().size(), note);
    }

    private static Map<String, Object> body(LedgerCall call, List<String> otherResults) {
        Map<String, Object> body = new HashMap<>();
        body.put("id", call.id());
        body.put("tool", call.tool());
        body.put("request", JsonBody.read(call.request()));
        body.put("sentAt", call.sentAt().orElse(call.createdAt()).toString());
        body.put("otherResults", otherResults.stream().map(JsonBody::read).toList());
        return body;
    }

    private static String uri(String tool) {
        return "direct:reconcile-" + tool;
    }
}
