package org.postizgateway.postiz.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postizgateway.outcome.Effect;

/** What another service answers is not told as of Postiz. */
class OtherServiceTest {

    @AutoClose private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();

    private final PostizErrors errors = new PostizErrors(Clock.systemUTC());

    static {
        CONTEXT.getPropertiesComponent()
                .addInitialProperty("postiz.url", "https://postiz.example/api");
    }

    private static Exchange failed(String uri, int status) {
        Exchange exchange = new DefaultExchange(CONTEXT);
        exchange.setException(
                new HttpOperationFailedException(uri, status, "", null, Map.of(), "{}"));
        return exchange;
    }

    @Test
    void a_refused_credential_of_another_service_is_not_the_callers() {
        Exchange exchange = failed("https://crm.example/customers/42", 401);

        errors.answer(exchange);

        assertThat(exchange.getProperty("CamelMcpUnauthorized")).isNull();
        assertThat(exchange.getProperty(PostizErrors.ERROR, String.class))
                .contains("Another service", "401", "Whoever runs this server")
                .doesNotContain("Postiz", "crm.example");
    }

    @ParameterizedTest
    @CsvSource({"404, NONE, false", "429, NONE, true", "500, RUNNING, true", "503, RUNNING, true"})
    void it_says_what_its_status_proves(int status, Effect effect, boolean temporary) {
        PostizFailure failure = errors.failure(failed("http://localhost:9000/x", status));

        assertThat(failure.sentence()).startsWith("Another service").doesNotContain("Postiz");
        assertThat(failure.effect()).isEqualTo(effect);
        assertThat(failure.temporary()).isEqualTo(temporary);
    }

    @ParameterizedTest
    @CsvSource({
        "https://postiz.example/api/public/v1/posts,",
        "https://postiz.example/api,",
        "https://second.example/public/v1/posts, https://second.example"
    })
    void an_answer_of_the_callers_Postiz_is_told_as_such(String uri, String instance) {
        Exchange exchange = failed(uri, 401);
        exchange.setProperty("PostizUrl", instance);

        errors.answer(exchange);

        assertThat(exchange.getProperty("CamelMcpUnauthorized")).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({"https://postiz.example/apis/x", "https://postiz.example.org/api/x"})
    void an_address_that_only_begins_like_it_is_another(String uri) {
        assertThat(errors.failure(failed(uri, 401)).isCredentialRefused()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("silences")
    void a_request_that_it_does_not_answer_is_not_told_of_Postiz(IOException silence) {
        PostizFailure failure = errors.failure(unanswered("http://crm.example/customers", silence));

        assertThat(failure.sentence())
                .containsIgnoringCase("another service that this tool needs")
                .doesNotContain("Postiz", "crm.example");
    }

    @ParameterizedTest
    @MethodSource("silences")
    void a_request_that_Postiz_does_not_answer_is_told_of_Postiz(IOException silence) {
        for (String endpoint :
                List.of("https://postiz.example/api/public/v1/posts", "kamelet:postiz-mcp", "")) {
            assertThat(errors.failure(unanswered(endpoint, silence)).sentence()).contains("Postiz");
        }
    }

    static Stream<IOException> silences() {
        return Stream.of(
                new ConnectException("refused"),
                new SocketTimeoutException("silent"),
                new SocketException("reset"));
    }

    private static Exchange unanswered(String endpoint, IOException silence) {
        Exchange exchange = new DefaultExchange(CONTEXT);
        exchange.setProperty(Exchange.TO_ENDPOINT, endpoint);
        exchange.setProperty("PostizUrl", "https://second.example");
        exchange.setException(silence);
        return exchange;
    }
}
