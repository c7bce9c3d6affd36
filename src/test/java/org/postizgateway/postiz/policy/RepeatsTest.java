package org.postizgateway.postiz.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.postiz.failure.PostizErrors;

class RepeatsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void a_call_is_made_again_as_often_as_the_setting_says(int times) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Repeats repeats = new Repeats(new PostizErrors(Clock.systemUTC()), Duration.ofSeconds(1));
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("repeats", repeats);
            camel.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            onException(Exception.class)
                                    .retryWhile(method("repeats", "change(*, " + times + ")"))
                                    .redeliveryDelay(1)
                                    .handled(true);
                            from("direct:create")
                                    .process(
                                            exchange -> {
                                                calls.incrementAndGet();
                                                throw new ConnectException();
                                            });
                        }
                    });
            camel.start();

            camel.createProducerTemplate().request("direct:create", exchange -> {});

            assertThat(calls).hasValue(times + 1);
        }
    }
}
