package org.postizgateway.console.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postizgateway.console.configuration.ServedRoute.Traffic;

/** What is counted of each step of a route. */
class StepTrafficTest {

    private static final RouteBuilder ROUTES =
            new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0));
                    from("direct:start")
                            .routeId("start")
                            .choice()
                            .id("which")
                            .when(body().isEqualTo("bad"))
                            .throwException(new IllegalStateException("bad"))
                            .id("throws")
                            .otherwise()
                            .delay(1)
                            .asyncDelayed()
                            .id("waits")
                            .end()
                            .end()
                            .setBody(constant("done"))
                            .id("last");
                }
            };

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        StepTraffic.begin(context);
        context.addRoutes(ROUTES);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private RouteDefinition route() {
        return context.getRouteDefinition("start");
    }

    private Optional<Traffic> of(String id) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(
                        route().getOutputs(), ProcessorDefinition.class)
                .stream()
                .filter(step -> id.equals(step.getId()))
                .findFirst()
                .flatMap(step -> StepTraffic.in(context).of(step));
    }

    private void send(String body) {
        context.createProducerTemplate().send("direct:start", ex -> ex.getIn().setBody(body));
    }

    @Test
    void each_step_counts_what_went_through_it_and_what_failed_in_it() {
        send("good");
        send("good");
        send("bad");

        assertThat(of("waits")).contains(new Traffic(2, 0));
        assertThat(of("last")).contains(new Traffic(2, 0));
    }

    @Test
    void each_attempt_counts() {
        send("bad");

        assertThat(of("throws")).contains(new Traffic(3, 3));
        assertThat(of("last")).contains(new Traffic(0, 0));
    }

    @Test
    void a_branch_is_no_step_and_another_context_begins_at_nothing() throws Exception {
        send("good");
        ChoiceDefinition choice = (ChoiceDefinition) route().getOutputs().get(0);

        assertThat(StepTraffic.in(context).of(choice.getWhenClauses().get(0))).isEmpty();
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            assertThat(StepTraffic.in(other).of(choice)).isEmpty();
        }
    }
}
