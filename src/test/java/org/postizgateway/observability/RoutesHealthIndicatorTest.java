package org.postizgateway.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

class RoutesHealthIndicatorTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final RoutesHealthIndicator routes =
            new RoutesHealthIndicator(() -> java.util.Optional.of(camel));

    @BeforeEach
    void startRoutes() throws Exception {
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:a").routeId("a").to("log:a");
                        from("direct:b").routeId("b").to("log:b");
                        from("direct:c").routeId("by-hand").autoStartup(false).to("log:c");
                    }
                });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void routes_that_run_are_up_and_one_that_is_started_by_hand_is_not_missed() {
        Health health = routes.health();

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsOnly(Map.entry("running", 2));
    }

    @Test
    void a_stopped_route_is_named() throws Exception {
        camel.getRouteController().stopRoute("b");

        Health health = routes.health();

        assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.getDetails()).containsEntry("notRunning", Map.of("b", "Stopped"));
    }

    @Test
    void a_gateway_that_has_stopped_is_out_of_service_and_not_broken() {
        camel.stop();

        assertThat(routes.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    }

    @Test
    void a_gateway_without_a_running_route_is_out_of_service() throws Exception {
        camel.getRouteController().stopAllRoutes();
        camel.getRouteController().removeAllRoutes();

        assertThat(routes.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    }
}
