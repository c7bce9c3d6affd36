package org.postizgateway.ledger.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.EndpointHelper;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.Steps;
import org.postizgateway.ledger.publish.Reconciliation.Finding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the route {@code direct:reconcile-TOOL}. Its body is a Map of {@code id}, {@code tool},
 * {@code request}, {@code sentAt} (ISO 8601) and {@code otherResults}; it answers a Map of {@code
 * outcome} ({@code created}, {@code partly_created}, {@code not_created} or {@code unknown}),
 * {@code result} and {@code reason}. A tool without such a route cannot be reconciled.
 */
public final class RouteReconciler implements Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(RouteReconciler.class);

    private final CamelContext camel;
    private final ProducerTemplate template;

    public RouteReconciler(CamelContext camel, ProducerTemplate template) {
        this.camel = camel;
        this.template = template;
    }

    @Override
    public boolean canTell(String tool) {
        String uri = uri(tool);
        return camel.getRoutes().stream()
                .anyMatch(
                        route ->
                                EndpointHelper.matchEndpoint(
                                        camel, route.getEndpoint().getEndpointBaseUri(), uri));
    }

    @Override
    public Reconciliation reconcile(Intent intent, List<String> otherResults, String credential) {
        Exchange answer =
                template.request(
                        uri(intent.call().tool()),
                        question -> {
                            question.getMessage().setBody(body(intent, otherResults));
                            question.setProperty(CallProperties.TENANT, intent.call().tenant());
                            question.setProperty(CallProperties.API_KEY, credential);
                        });
        Optional<Throwable> failure = Steps.cause(answer);
        if (failure.isPresent()) {
            LOG.warn(
                    "Looking into Postiz for intent {} failed: {}",
                    intent.id(),
                    failure.get().getClass().getName());
            return Reconciliation.cannotTell("Postiz's list could not be read.");
        }
        if (JsonBody.of(answer) instanceof Map<?, ?> map && map.get("outcome") != null) {
            return interpret(map);
        }
        return Reconciliation.cannotTell(
                "The reconciliation route of "
                        + intent.call().tool()
                        + " did not answer with an outcome.");
    }

    private static Reconciliation interpret(Map<?, ?> answer) {
        Finding finding =
                switch (answer.get("outcome").toString()) {
                    case "created" -> Finding.ALL;
                    case "partly_created" -> Finding.SOME;
                    case "not_created" -> Finding.NONE;
                    default -> Finding.CANNOT_TELL;
                };
        Object reason = answer.get("reason");
        return new Reconciliation(
                finding,
                Optional.ofNullable(answer.get("result")).map(JsonBody::write),
                reason == null ? "" : reason.toString());
    }

    private static Map<String, Object> body(Intent intent, List<String> otherResults) {
        Map<String, Object> body = new HashMap<>();
        body.put("id", intent.id());
        body.put("tool", intent.call().tool());
        body.put("request", JsonBody.read(intent.call().request()));
        body.put("sentAt", intent.createdAt().toString());
        body.put("otherResults", otherResults.stream().map(JsonBody::read).toList());
        return body;
    }

    private static String uri(String tool) {
        return "direct:reconcile-" + tool;
    }
}
