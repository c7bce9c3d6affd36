package org.postizgateway.postiz.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.clock.Clock;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.postiz.failure.PostizErrors;

class RepeatsTest {

    @ParameterizedTest
    @CsvSource({"0,false", "1,false", "3,false", "0,true", "3,true"})
    void a_call_is_made_again_as_often_as_the_setting_says(int times, boolean leavesOut)
            throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Repeats repeats =
                new Repeats(new PostizErrors(java.time.Clock.systemUTC()), Duration.ofSeconds(1));
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

    @Test
    void a_read_is_not_made_again_late_in_a_call() {
        Repeats repeats =
                new Repeats(new PostizErrors(java.time.Clock.systemUTC()), Duration.ofSeconds(1));

        assertThat(repeats.read(failed(Duration.ofSeconds(5)), 3)).isTrue();
        assertThat(repeats.read(failed(Duration.ofSeconds(25)), 3)).isFalse();
        assertThat(repeats.change(failed(Duration.ofMinutes(25)), 3)).isTrue();
    }

    private static Exchange failed(Duration ago) {
        Clock age = mock(Clock.class);
        when(age.elapsed()).thenReturn(ago.toMillis());
        Exchange exchange = spy(new DefaultExchange(new DefaultCamelContext()));
        when(exchange.getClock()).thenReturn(age);
        exchange.setException(new ConnectException());
        return exchange;
    }
}
