package org.postizgateway.mcp.client;

import io.modelcontextprotocol.spec.McpError;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.postizgateway.mcp.ClientCannotAnswerException;
import org.postizgateway.mcp.Futures;
import org.postizgateway.mcp.McpConstants;

/**
 * Asks the caller something. Where the protocol has no way to ask in the middle of a call, the
 * route stops here and runs again from its beginning when the caller comes back with the answer;
 * what goes before a question must therefore bear repetition.
 */
final class AskProducer extends DefaultAsyncProducer {

    private static final String COUNT = "CamelMcpQuestionCount";

    private final McpClientEndpoint endpoint;
    private final Question question;

    AskProducer(McpClientEndpoint endpoint, Question question) {
        super(endpoint);
        this.endpoint = endpoint;
        this.question = question;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        String key = endpoint.getKey() != null ? endpoint.getKey() : next(exchange);
        try {
            Map<String, Map<String, Object>> inputs = question.inputs(exchange, key);
            Caller.of(exchange)
                    .ask(inputs)
                    .thenApply(
                            answers -> {
                                answers.ifPresent(given -> InputAnswers.check(inputs, given));
                                return answers;
                            })
                    .whenComplete(
                            (answers, failure) -> {
                                if (failure != null) {
                                    giveUp(exchange, Futures.cause(failure));
                                } else {
                                    proceed(exchange, key, answers);
                                }
                                callback.done(false);
                            });
            return false;
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private void proceed(Exchange exchange, String key, Optional<Map<String, Object>> answers) {
        if (answers.isPresent()) {
            exchange.getMessage().setBody(question.body(answers.get(), key));
        } else {
            exchange.setRouteStop(true);
        }
    }

    /**
     * What a caller causes is no exception of the route: it could fill the log with what the error
     * handler writes of those.
     */
    private static void giveUp(Exchange exchange, Throwable reason) {
        if (reason instanceof ClientCannotAnswerException || reason instanceof McpError) {
            exchange.setProperty(McpConstants.UNANSWERED, reason);
            exchange.setRouteStop(true);
        } else {
            exchange.setException(reason);
        }
    }

    private String next(Exchange exchange) {
        int count = exchange.getProperty(COUNT, 0, Integer.class) + 1;
        exchange.setProperty(COUNT, count);
        return endpoint.getOperation() + "-" + count;
    }
}
