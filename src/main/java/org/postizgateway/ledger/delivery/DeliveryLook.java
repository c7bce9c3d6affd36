package org.postizgateway.ledger.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Credential;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.ServingCamel;
import org.postizgateway.ledger.Steps;
import org.postizgateway.ledger.call.store.PostRecords;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One look at the posts of a tenant, by the route {@code direct:look-at-deliveries}. Its body is a
 * Map of {@code records} ({@link PostRecords#done}) and {@code seen}, for each post known here a
 * Map of {@code post}, {@code state}, {@code planned}, {@code due} and {@code settled}; it answers
 * a List of such Maps for those about which something is new, with {@code channel} and, where
 * somebody wants to know of it, {@code notice}, a Map.
 */
public final class DeliveryLook {

    private static final String ROUTE = "direct:look-at-deliveries?block=false";

    private final ServingCamel camel;
    private final PostRecords records;
    private final DeliveryRepository deliveries;
    private final TransactionOperations transactions;

    public DeliveryLook(
            ServingCamel camel,
            PostRecords records,
            DeliveryRepository deliveries,
            TransactionOperations transactions) {
        this.camel = camel;
        this.records = records;
        this.deliveries = deliveries;
        this.transactions = transactions;
    }

    /**
     * Looks, and writes down what is new.
     *
     * @return how many posts somebody has to be told of, by their state
     * @throws IllegalStateException when Postiz could not be asked; nothing is written then
     */
    Map<String, Long> at(String tenant, Credential credential) {
        List<Map<String, Object>> done = records.done(tenant);
        if (done.isEmpty()) {
            return Map.of();
        }
        Map<String, PostDelivery> known = deliveries.of(tenant);
        List<PostDelivery> news = ask(tenant, credential, done, known);
        transactions.executeWithoutResult(status -> deliveries.write(tenant, known, news));
        return news.stream()
                .filter(post -> post.notice().isPresent())
                .filter(
                        post ->
                                !known.containsKey(post.post())
                                        || !known.get(post.post()).isSameAs(post))
                .collect(Collectors.groupingBy(PostDelivery::state, Collectors.counting()));
    }

    private List<PostDelivery> ask(
            String tenant,
            Credential credential,
            List<Map<String, Object>> done,
            Map<String, PostDelivery> known) {
        Map<String, Object> body = new HashMap<>();
        body.put("records", done);
        body.put("seen", known.values().stream().map(PostDelivery::seen).toList());
        Exchange answer =
                camel.template()
                        .request(
                                ROUTE,
                                question -> {
                                    question.getMessage().setBody(body);
                                    question.setProperty(CallProperties.TENANT, tenant);
                                    credential.on(question);
                                });
        Steps.cause(answer)
                .ifPresent(
                        failure -> {
                            throw new IllegalStateException(failure.getClass().getName());
                        });
        if (JsonBody.of(answer) instanceof List<?> news) {
            return news.stream().map(each -> PostDelivery.of((Map<?, ?>) each)).toList();
        }
        throw new IllegalStateException("the route did not answer with a list");
    }
}
