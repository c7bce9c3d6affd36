package org.postizgateway.postiz.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.ExchangeHelper;
import org.postizgateway.postiz.failure.PostizErrors;

/**
 * Makes the next redelivery wait as long as Postiz asks with {@code Retry-After}, and tells the
 * caller so through the route {@code direct:waiting}. For {@code onExceptionOccurred}.
 */
public final class RetryAfter implements Processor {

    private static final String ROUTE = "direct:waiting?block=false&failIfNoConsumers=false";

    private final PostizErrors errors;

    public RetryAfter(PostizErrors errors) {
        this.errors = errors;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getIn().removeHeader(Exchange.REDELIVERY_DELAY);
        errors.failure(exchange).retryAfter().ifPresent(wait -> await(exchange, wait));
    }

    private static void await(Exchange exchange, Duration wait) {
        exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY, wait.toMillis());
        Exchange notice = ExchangeHelper.createCopy(exchange, false);
        notice.setException(null);
        notice.getMessage()
                .setBody("Postiz asks to wait " + wait.toSeconds() + " s before the next attempt.");
        // The route of the context that the call runs in, which need not be the one that serves.
        try (ProducerTemplate template = exchange.getContext().createProducerTemplate()) {
            template.send(ROUTE, notice);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
