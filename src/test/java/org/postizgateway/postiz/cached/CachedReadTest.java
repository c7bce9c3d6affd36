package org.postizgateway.postiz.cached;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The policy in a route. */
@Timeout(60)
class CachedReadTest {

    private final KnownReads known = new KnownReads(1_000_000);
    private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final List<DefaultCamelContext> contexts = new ArrayList<>();

    @AfterEach
    void close() {
        contexts.forEach(DefaultCamelContext::stop);
        known.close();
    }

    /** A configuration whose route answers how often it was asked, and with what. */
    private DefaultCamelContext configuration(String life) throws Exception {
        CachedRead policy = new CachedRead();
        policy.setHeaders("group");
        policy.setLife(life);
        DefaultCamelContext camel = new DefaultCamelContext();
        contexts.add(camel);
        camel.getRegistry()
                .bind(
                        "cachedReads",
                        new CachedReads(
                                known,
                                credential -> "hash of " + credential.length(),
                                failure -> false,
                                (read, result) -> told.add(read + " " + result),
                                ForkJoinPool.commonPool()));
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:channels")
                                .routeId("channels")
                                .policy(policy)
                                .process(CachedReadTest.this::postiz)
                                .end()
                                .process(
                                        exchange ->
                                                exchange.getMessage()
                                                        .getBody(Map.class)
                                                        .put("own", "of this exchange"));
                    }
                });
        camel.start();
        return camel;
    }

    private void postiz(Exchange exchange) {
        List<Object> channels = new ArrayList<>(List.of("x"));
        Map<String, Object> answer = new HashMap<>();
        answer.put("request", requests.incrementAndGet());
        answer.put("headers", new ArrayList<>(exchange.getMessage().getHeaders().keySet()));
        answer.put("body", exchange.getMessage().getBody());
        answer.put("channels", channels);
        exchange.getMessage().setHeader("ofTheAnswer", "is dropped");
        exchange.getMessage().setBody(answer);
    }

    private Exchange call(DefaultCamelContext camel, Map<String, Object> headers) {
        return camel.createProducerTemplate()
                .request(
                        "direct:channels",
                        exchange -> {
                            exchange.setProperty("PostizTenant", "tenant");
                            exchange.setProperty("PostizApiKey", "the-credential");
                            exchange.getMessage().setHeaders(new HashMap<>(headers));
                            exchange.getMessage().setBody("arguments");
                        });
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_route_that_changes_its_answer_changes_that_of_nobody_else() throws Exception {
        DefaultCamelContext camel = configuration("1h");
        Map<String, Object> first = call(camel, Map.of()).getMessage().getBody(Map.class);
        ((List<Object>) first.get("channels")).add("changed");
        Map<String, Object> second = call(camel, Map.of()).getMessage().getBody(Map.class);

        assertThat(second).containsEntry("request", 1).containsEntry("channels", List.of("x"));
        assertThat(told).containsExactly("channels miss", "channels hit");
    }

    @Test
    void the_steps_get_nothing_but_what_the_answer_is_known_by() throws Exception {
        DefaultCamelContext camel = configuration("1h");
        Exchange ended = call(camel, Map.of("group", "acme", "other", "1"));

        assertThat(ended.getMessage().getBody(Map.class))
                .containsEntry("headers", List.of("group"))
                .containsEntry("body", null);
        assertThat(ended.getMessage().getHeaders()).doesNotContainKey("ofTheAnswer");
        assertThat(
                        call(camel, Map.of("group", "acme", "other", "2"))
                                .getMessage()
                                .getBody(Map.class))
                .containsEntry("request", 1);
        assertThat(call(camel, Map.of("group", "globex")).getMessage().getBody(Map.class))
                .containsEntry("request", 2);
    }

    @Test
    void another_configuration_begins_with_nothing() throws Exception {
        call(configuration("1h"), Map.of());

        assertThat(call(configuration("1h"), Map.of()).getMessage().getBody(Map.class))
                .containsEntry("request", 2);
    }

    @Test
    void a_life_of_zero_keeps_nothing() throws Exception {
        DefaultCamelContext camel = configuration("0s");
        call(camel, Map.of());

        assertThat(call(camel, Map.of()).getMessage().getBody(Map.class))
                .containsEntry("request", 2);
        assertThat(known.cache().asMap()).isEmpty();
    }

    @Test
    void no_credential_is_kept() throws Exception {
        call(configuration("1h"), Map.of());

        assertThat(known.cache().asMap().toString()).doesNotContain("the-credential");
    }
}
