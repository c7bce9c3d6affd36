package org.postizgateway.postiz.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.postiz.failure.PostizErrors;

class RepeatsTest {

    @ParameterizedTest
    @CsvSource({"0,false", "1,false", "3,false", "0,true", "3,true"})
    void a_call_is_made_again_as_often_as_the_setting_says(int times, boolean leavesOut)
            throws Exception {
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
                                                if (leavesOut) {
                                                    // as a circuit breaker does
                                                    exchange.getOut().setBody("");
                                                }
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
