package org.postizgateway.postiz.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.postizgateway.outcome.Effect;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.json.JsonBody;

/** How a tool ends whose call failed. */
class FailedToolTest {

    private final PostizErrors errors = new PostizErrors(Clock.systemUTC());

    @Test
    void ends_a_tool_with_a_sentence_and_a_body_that_fits_its_schema() {
        Exchange exchange = exchange(new ConnectException());
        errors.answer(exchange);
        String sentence = exchange.getProperty("CamelMcpError", String.class);
        assertThat(sentence).startsWith("Postiz cannot be reached");
        assertThat(exchange.getMessage().getBody())
                .as("a tool that declares nothing")
                .isEqualTo(sentence);

        declare(exchange, "output");
        errors.answer(exchange);
        assertThat(JsonBody.write(exchange.getMessage().getBody()))
                .isEqualTo("{\"output\":{\"errors\":\"" + sentence + "\"}}");

        declare(exchange, "output", "error");
        errors.answer(exchange);
        assertThat(JsonBody.write(exchange.getMessage().getBody()))
                .isEqualTo("{\"error\":\"" + sentence + "\"}");

        declare(exchange, "count");
        errors.answer(exchange);
        assertThat(exchange.getMessage().getBody()).isEqualTo(sentence);
    }

    private static void declare(Exchange exchange, String... fields) {
        Map<String, Object> properties = new HashMap<>();
        for (String field : fields) {
            properties.put(field, Map.of());
        }
        exchange.setProperty("CamelMcpOutputSchema", Map.of("properties", properties));
    }

    @Test
    void takes_the_callers_key_out_of_the_sentence() {
        Exchange exchange = exchange(new InvalidInputException("Look at https://h/mcp/KEY-1/x"));
        exchange.setProperty("PostizApiKey", "KEY-1");
        errors.answer(exchange);
        assertThat(exchange.getProperty("CamelMcpError", String.class))
                .isEqualTo("Look at https://h/mcp/[key]/x");
    }

    @Test
    void tells_policies_what_may_be_repeated() {
        assertThat(failure(new ConnectException()).retryable()).isTrue();
        assertThat(failure(new SocketTimeoutException()).retryable()).isFalse();
        assertThat(failure(new SocketTimeoutException()).temporary()).isTrue();
        assertThat(failure(new InvalidInputException("")).temporary()).isFalse();
    }

    private PostizFailure failure(Exception thrown) {
        return errors.failure(exchange(thrown));
    }

    private static Exchange exchange(Exception failure) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        return exchange;
    }

    @Test
    void a_call_that_has_changed_nothing_is_told_so_whatever_it_failed_of() {
        for (Exception failure :
                List.of(new SocketTimeoutException(), new SocketException(), new EOFException())) {
            Exchange exchange = exchange(failure);
            exchange.setProperty("CamelMcpUnchanged", (BooleanSupplier) () -> true);
            assertThat(errors.failure(exchange).effect()).isEqualTo(Effect.NONE);
            assertThat(errors.failure(exchange).sentence())
                    .endsWith(" Nothing was changed.")
                    .doesNotContain("may");

            exchange.setProperty("CamelMcpUnchanged", (BooleanSupplier) () -> false);
            assertThat(errors.failure(exchange).effect()).isEqualTo(Effect.RUNNING);
            assertThat(errors.failure(exchange).sentence()).contains(" It may ");
        }
    }
}
