package org.postizgateway.kamelets.redelivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An error handler around a call of a Kamelet ends, also where nobody waits for an answer: Camel
 * counts in a header of the message that the Kamelet works on.
 */
@Timeout(60)
class RedeliveredKameletsTest {

    private static final int REDELIVERIES = 2;
    private static final String ENDING = ".kamelet.yaml";

    /** Nothing listens there. */
    private static final String POSTIZ = "http://127.0.0.1:1/api";

    /** What the Kamelets demand, each of them. */
    private static final Map<String, Object> HEADERS =
            Map.of(
                    "id", "one",
                    "integrationId", "one",
                    "platform", "x",
                    "startDate", "2026-12-01T00:00:00.000Z",
                    "endDate", "2026-12-02T00:00:00.000Z");

    static List<String> kamelets() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("kamelets"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("postiz-"))
                    .map(name -> name.replace(ENDING, ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void it_is_made_again_as_often_as_the_error_handler_says(String kamelet) throws Exception {
        AtomicInteger redelivered = new AtomicInteger();
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getPropertiesComponent().addInitialProperty("postiz.url", POSTIZ);
            camel.getComponent("kamelet", KameletComponent.class).setLocation("file:kamelets");
            camel.addRoutes(route("kamelet:" + kamelet + tool(kamelet), redelivered));
            camel.start();

            Exchange exchange =
                    camel.createProducerTemplate()
                            .send(
                                    "direct:call",
                                    call -> {
                                        call.getMessage().setHeaders(new HashMap<>(HEADERS));
                                        call.getMessage().setBody(body(kamelet));
                                    });

            assertThat(exchange.getException()).isInstanceOf(IOException.class);
        }
        assertThat(redelivered).hasValue(REDELIVERIES);
    }

    private static RouteBuilder route(String uri, AtomicInteger redelivered) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call")
                        .onException(Exception.class)
                        .maximumRedeliveries(REDELIVERIES)
                        .redeliveryDelay(0)
                        .logExhausted(false)
                        .onRedelivery(exchange -> endIfEndless(exchange, redelivered))
                        .end()
                        .to(uri);
            }
        };
    }

    private static void endIfEndless(Exchange exchange, AtomicInteger redelivered) {
        if (redelivered.incrementAndGet() > 2 * REDELIVERIES) {
            exchange.setRouteStop(true);
        }
    }

    private static String tool(String kamelet) {
        return kamelet.equals("postiz-mcp-call-action") ? "?tool=integrationList" : "";
    }

    private static Object body(String kamelet) {
        return kamelet.equals("postiz-media-upload-action")
                ? new StringEntity("a form")
                : Map.of("methodName", "boards");
    }
}
