package org.postizgateway.mcp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behind an HTTP consumer that cannot stream, the whole answer is the body of the exchange. */
class BufferedAnswerTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        RouteBuilder.addRoutes(context, routes -> routes.from("direct:door").to("mcp-server:test"));
        RouteBuilder.addRoutes(
                context,
                routes ->
                        routes.from("ai-tool:work?description=x")
                                .to("mcp-client:progress?progress=1")
                                .setBody(routes.constant("done")));
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void as_JSON() {
        Exchange exchange = send("POST", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");

        assertThat(exchange.getMessage().getBody(String.class))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(Exchange.HTTP_RESPONSE_CODE, 200)
                .containsEntry(Exchange.CONTENT_TYPE, "application/json");
    }

    @Test
    void as_events_when_there_is_more_than_the_response() {
        Exchange exchange =
                send(
                        "POST",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                                + "{\"name\":\"work\",\"_meta\":{\"progressToken\":1}}}");

        assertThat(exchange.getMessage().getBody(String.class))
                .startsWith(
                        "event: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"")
                .contains("\n\nevent: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":")
                .endsWith("\n\n");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry("Content-Type", "text/event-stream");
    }

    @Test
    void without_a_stream_that_outlives_the_exchange() {
        String session =
                send(
                                "POST",
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
                                        + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}}")
                        .getMessage()
                        .getHeader("Mcp-Session-Id", String.class);

        Exchange listening = send("GET", "", "Mcp-Session-Id", session);

        assertThat(listening.getMessage().getHeaders())
                .containsEntry(Exchange.HTTP_RESPONSE_CODE, 405);
    }

    private Exchange send(String method, String body, String... header) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(Exchange.HTTP_METHOD, method);
        headers.put(Exchange.CONTENT_TYPE, "application/json");
        for (int i = 0; i < header.length; i += 2) {
            headers.put(header[i], header[i + 1]);
        }
        return template.request(
                "direct:door",
                exchange -> {
                    exchange.getMessage().setBody(body);
                    exchange.getMessage().setHeaders(headers);
                });
    }
}
