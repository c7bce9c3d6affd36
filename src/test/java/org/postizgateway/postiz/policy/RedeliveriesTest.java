package org.postizgateway.postiz.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.clock.Clock;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.postiz.failure.PostizErrors;

class RedeliveriesTest {

    private final AtomicInteger again = new AtomicInteger();
    private final Redeliveries redeliveries =
            new Redeliveries(
                    new PostizErrors(java.time.Clock.systemUTC()),
                    Duration.ofSeconds(1),
                    (kind, failure) -> again.incrementAndGet());

    private void request(String uri, RouteBuilder routes) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("redeliveries", redeliveries);
            camel.addRoutes(routes);
            camel.start();
            camel.createProducerTemplate().request(uri, exchange -> {});
        }
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,false", "3,false", "0,true", "3,true"})
    void a_call_is_made_again_as_often_as_the_setting_says(int times, boolean leavesOut)
            throws Exception {
        AtomicInteger calls = new AtomicInteger();
        request(
                "direct:create",
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(Exception.class)
                                .retryWhile(method("redeliveries", "change(*, " + times + ")"))
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

        assertThat(calls).hasValue(times + 1);
    }

    @Test
    void a_step_whose_count_is_lost_on_its_way_is_not_made_again_without_end() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        request(
                "direct:tool",
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(Exception.class)
                                .onExceptionOccurred(redeliveries::count)
                                .retryWhile(method("redeliveries", "change(*, 2)"))
                                .redeliveryDelay(1)
                                .handled(true);
                        from("direct:tool").to("direct:find");
                        from("direct:find")
                                .errorHandler(noErrorHandler())
                                .removeHeaders("*")
                                .process(
                                        exchange -> {
                                            // or this test would not end
                                            if (calls.incrementAndGet() < 100) {
                                                throw new ConnectException();
                                            }
                                        });
                    }
                });

        assertThat(calls).hasValueLessThanOrEqualTo(7);
    }

    @Test
    void a_read_is_not_made_again_late_in_a_call() {

        assertThat(redeliveries.read(failed(Duration.ofSeconds(5)), 3)).isTrue();
        assertThat(redeliveries.read(failed(Duration.ofSeconds(25)), 3)).isFalse();
        assertThat(redeliveries.change(failed(Duration.ofMinutes(25)), 3)).isTrue();
    }

    @Test
    void what_a_call_reads_before_it_changes_anything_is_made_again_like_a_read() {
        Exchange early = failed(Duration.ofSeconds(5));
        early.setException(new SocketTimeoutException());

        assertThat(redeliveries.change(early, 3)).isFalse();
        early.setProperty("CamelMcpUnchanged", (BooleanSupplier) () -> true);
        assertThat(redeliveries.change(early, 3)).isTrue();

        Exchange late = failed(Duration.ofSeconds(25));
        late.setProperty("CamelMcpUnchanged", (BooleanSupplier) () -> true);
        assertThat(redeliveries.change(late, 3)).isFalse();
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
