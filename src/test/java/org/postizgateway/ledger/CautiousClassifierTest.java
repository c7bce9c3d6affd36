package org.postizgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.outcome.Effect;
import org.postizgateway.outcome.Outcome;

class CautiousClassifierTest {

    private final CautiousClassifier classifier = new CautiousClassifier();
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void an_exchange_without_failure_succeeded() {
        assertThat(classifier.failureOf(exchange)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {ConnectException.class, UnknownHostException.class})
    void a_connection_never_made_did_nothing(Class<? extends Exception> type) throws Exception {
        Exception cause = type.getConstructor(String.class).newInstance("secret-host");
        exchange.setException(new IllegalStateException("wrapped", cause));

        Outcome failure = classifier.failureOf(exchange).orElseThrow();
        assertThat(failure.effect()).isEqualTo(Effect.NONE);
        assertThat(failure.sentence()).doesNotContain("secret-host");
    }

    @Test
    void any_other_exception_proves_nothing() {
        exchange.setException(new EOFException("https://key@host"));

        Outcome failure = classifier.failureOf(exchange).orElseThrow();
        assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(failure.workEnded()).isFalse();
        assertThat(failure.sentence()).doesNotContain("key@host");
    }

    @Test
    void a_sentence_for_the_model_is_a_failure_too() {
        exchange.setProperty(CallProperties.MCP_ERROR, "It went wrong.");

        assertThat(classifier.failureOf(exchange))
                .contains(Outcome.unknown("It went wrong.", false));
    }
}
