package org.postizgateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.SpanDecorator;
import org.apache.camel.telemetry.SpanDecoratorManagerImpl;
import org.junit.jupiter.api.Test;

class DoorSpanDecoratorTest {

    @Test
    void the_key_in_the_url_of_a_call_is_not_in_its_trace() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Endpoint door = context.getEndpoint("platform-http:/mcp/{apiKey}");
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setHeader(Exchange.HTTP_URL, "http://localhost/mcp/key-0123");
            exchange.getMessage().setHeader(Exchange.HTTP_URI, "/mcp/key-0123");
            exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "POST");
            Map<String, String> tags = new HashMap<>();
            SpanDecorator decorator = new SpanDecoratorManagerImpl().get(door);

            decorator.beforeTracingEvent(remembering(tags), exchange, door);

            assertThat(tags.toString())
                    .contains("http.method=POST", "platform-http")
                    .doesNotContain("key-0123");
        }
    }

    private static Span remembering(Map<String, String> tags) {
        return (Span)
                java.lang.reflect.Proxy.newProxyInstance(
                        Span.class.getClassLoader(),
                        new Class<?>[] {Span.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("setTag")
                                    || method.getName().equals("setComponent")) {
                                tags.put(
                                        String.valueOf(arguments[0]),
                                        String.valueOf(arguments[arguments.length - 1]));
                            }
                            return null;
                        });
    }
}
