package org.postizgateway.ledger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.ClusterSuite;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.Gateway;
import org.postizgateway.ledger.ServingCamel;
import org.postizgateway.ledger.call.store.PostRecords;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** What replicas and starts make of one finding. */
abstract class DeliveryWatchSuite extends ClusterSuite {

    private static final String DATE = "2026-11-01T10:00:00Z";

    private final List<Object> told = new CopyOnWriteArrayList<>();
    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private volatile List<Map<String, Object>> answer;
    private volatile boolean telling;

    DeliveryWatchSuite(Database database) {
        super(database);
    }

    @BeforeEach
    void postOfTheTenant() throws Exception {
        for (String table : List.of("post_delivery", "delivery_look")) {
            a.sql().sql("DELETE FROM " + table).update();
        }
        told.clear();
        asked.clear();
        telling = true;
        answer = List.of(late());
        a.sql()
                .sql(
                        "INSERT INTO ledger_call (id, tenant, tool, route, mode, state, request,"
                                + " attempts, work_ended, delivered, owner, run, created_at) VALUES"
                                + " (:id, :tenant, 'schedulePostTool', 'r', 'INLINE', 'DONE',"
                                + " '{\"type\":\"schedule\",\"posts\":[]}', 1, TRUE, TRUE, 'o', 0,"
                                + " CURRENT_TIMESTAMP)")
                .param("id", tenant.substring(tenant.length() - 36))
                .param("tenant", tenant)
                .update();
        a.sql()
                .sql(
                        "INSERT INTO ledger_item (call_id, position, fingerprint, state, result)"
                                + " VALUES (:id, 0, 'f', 'DONE',"
                                + " '{\"postId\":\"p1\",\"integration\":\"c1\"}')")
                .param("id", tenant.substring(tenant.length() - 36))
                .update();
    }

    private static Map<String, Object> late() {
        return Map.of(
                "post",
                "p1",
                "channel",
                "c1",
                "state",
                "late",
                "planned",
                DATE,
                "due",
                DATE,
                "settled",
                false,
                "notice",
                Map.of("id", "p1", "is", "late"));
    }

    /** One that begins to look now, as a replica does that has just started. */
    private final class Node {

        private final DeliveryRepository deliveries;
        private final DeliveryWatch watch;
        private final DeliveryAnnouncer announcer;

        Node(Gateway gateway, Duration interval) throws Exception {
            CamelContext camel = gateway.bean(CamelContext.class);
            if (camel.getRoute("look-at-deliveries-" + tenant) == null) {
                camel.addRoutes(routes());
            }
            deliveries =
                    new DeliveryRepository(
                            gateway.sql(), gateway.bean(NamedParameterJdbcOperations.class));
            Credentials credentials = new Credentials(Duration.ofHours(1), List.of());
            Exchange call = new DefaultExchange(camel);
            call.setProperty(CallProperties.TENANT, tenant);
            call.setProperty(CallProperties.API_KEY, "key");
            credentials.process(call);
            ServingCamel serving = gateway.bean(ServingCamel.class);
            watch =
                    new DeliveryWatch(
                            credentials,
                            deliveries,
                            new DeliveryLook(
                                    serving,
                                    new PostRecords(gateway.sql()),
                                    deliveries,
                                    gateway.bean(TransactionTemplate.class)),
                            new DeliveryMetrics(new SimpleMeterRegistry(), List.of("late")),
                            interval);
            announcer = new DeliveryAnnouncer(deliveries, serving);
        }

        void run() {
            watch.sweep();
            announcer.announce();
        }
    }

    private RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:look-at-deliveries")
                        .routeId("look-at-deliveries-" + tenant)
                        .process(
                                exchange -> {
                                    asked.add(exchange.getMessage().getBody());
                                    exchange.getMessage().setBody(answer);
                                });
                from("direct:delivery")
                        .routeId("delivery-" + tenant)
                        .process(
                                exchange -> {
                                    told.add(exchange.getMessage().getBody());
                                    if (!telling) {
                                        throw new IllegalStateException("webhook is down");
                                    }
                                });
            }
        };
    }

    @AfterEach
    void endsItsRoutes() throws Exception {
        for (Gateway gateway : List.of(a, b)) {
            CamelContext camel = gateway.bean(CamelContext.class);
            for (String route : List.of("look-at-deliveries-", "delivery-")) {
                if (camel.getRoute(route + tenant) != null) {
                    camel.getRouteController().stopRoute(route + tenant);
                    camel.removeRoute(route + tenant);
                }
            }
        }
    }

    @Test
    void replicas_take_turns_and_a_finding_is_told_by_one_of_them() throws Exception {
        Node one = new Node(a, Duration.ofHours(1));
        Node other = new Node(b, Duration.ofHours(1));

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(one::run),
                        CompletableFuture.runAsync(other::run))
                .join();
        one.run();
        other.run();

        assertThat(asked).hasSize(1);
        assertThat(told).hasSize(1);
    }

    @Test
    void a_second_start_does_not_tell_what_was_told() throws Exception {
        new Node(a, Duration.ZERO).run();
        Node second = new Node(b, Duration.ZERO);
        second.run();
        second.run();

        assertThat(asked).hasSize(3);
        assertThat(told).hasSize(1);
        assertThat(asked.get(1).toString()).contains("late");
    }

    @Test
    void what_was_found_and_not_told_before_a_stop_is_told_after_it() throws Exception {
        new Node(a, Duration.ZERO).watch.sweep();
        assertThat(told).isEmpty();

        new Node(b, Duration.ZERO).run();

        assertThat(told).hasSize(1);
    }

    @Test
    void two_looks_that_end_at_the_same_time_find_it_once() throws Exception {
        Node one = new Node(a, Duration.ZERO);
        Node other = new Node(b, Duration.ZERO);
        one.run();
        answer =
                List.of(
                        Map.of(
                                "post",
                                "p1",
                                "channel",
                                "c1",
                                "state",
                                "stuck",
                                "planned",
                                DATE,
                                "due",
                                DATE,
                                "settled",
                                false,
                                "notice",
                                Map.of("id", "p1")));
        Map<String, PostDelivery> before = one.deliveries.of(tenant);
        List<PostDelivery> news = answer.stream().map(PostDelivery::of).toList();
        one.deliveries.write(tenant, before, news);
        one.announcer.announce();
        other.deliveries.write(tenant, before, news);
        other.announcer.announce();

        assertThat(told).hasSize(2);
    }

    @Test
    void a_route_that_fails_keeps_the_finding_in_the_ledger_and_gets_it_no_second_time()
            throws Exception {
        telling = false;
        Node node = new Node(a, Duration.ZERO);
        node.run();
        node.run();

        assertThat(told).hasSize(1);
        assertThat(node.deliveries.open()).containsEntry("late", 1);
    }
}
