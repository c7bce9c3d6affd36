package org.postizgateway.kamelets;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A Camel that has nothing of the gateway and two routes to one Kamelet: {@code direct:call}, and
 * {@code direct:impatient} that waits 150 ms for an answer.
 */
record PlainCamel(CamelContext context) implements AutoCloseable {

    static PlainCamel start(String kamelet, String apiKey, String postizUrl) throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.getPropertiesComponent().addInitialProperty("postiz.url", postizUrl);
        context.getComponent("kamelet", KameletComponent.class).setLocation("file:kamelets");
        String uri = "kamelet:" + kamelet + (kamelet.contains("?") ? "&" : "?");
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(noErrorHandler());
                        from("direct:call").to(uri + "apiKey=" + apiKey);
                        from("direct:impatient").to(uri + "responseTimeout=150");
                    }
                });
        context.start();
        return new PlainCamel(context);
    }

    Exchange call(
            String endpoint,
            Map<String, Object> headers,
            Object body,
            Map<String, Object> properties) {
        return context.createProducerTemplate()
                .request(
                        endpoint,
                        exchange -> {
                            properties.forEach(exchange::setProperty);
                            exchange.getMessage().setHeaders(new LinkedHashMap<>(headers));
                            exchange.getMessage().setBody(body);
                        });
    }

    @Override
    public void close() throws Exception {
        context.close();
    }
}
