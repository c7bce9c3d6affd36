package org.postizgateway.mcp.method;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.postizgateway.mcp.CallListener.Outcome;
import org.postizgateway.mcp.CallRecord;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.Timeouts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every call in time, whatever its route waits for: clients give up after a minute at the
 * latest (the SDKs' default), and then know neither what became of the call nor what to do.
 *
 * @param limit from the arrival of the request to its answer; zero for none
 */
record Deadline(Duration limit) {

    private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);

    /** For a call that has waited for its turn too long. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /**
     * Makes a call.
     *
     * @param instead what a call that takes too long is answered; may fail
     */
    CompletionStage<Map<String, Object>> keep(
            McpRequest request,
            Function<McpRequest, CompletionStage<Map<String, Object>>> call,
            Function<Duration, CompletionStage<Map<String, Object>>> instead) {
        TimedClient client = new TimedClient(request.client());
        if (limit.isZero()) {
            return call.apply(request.with(client));
        }
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        Duration left = limit.minus(waited(request));
        await(
                left.compareTo(SHORTEST) < 0 ? SHORTEST : left,
                client,
                answer,
                () -> giveUp(request, client, answer, instead));
        try {
            // It may take this thread until it ends.
            call.apply(request.with(client))
                    .whenComplete(
                            (result, failure) -> {
                                if (failure != null) {
                                    answer.completeExceptionally(failure);
                                } else {
                                    answer.complete(result);
                                }
                            });
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private static void await(
            Duration time, TimedClient client, CompletableFuture<?> answer, Runnable giveUp) {
        Duration asked = client.timeAsked();
        Timeouts.Timeout timeout =
                Timeouts.after(
                        time,
                        () -> {
                            Duration since = client.timeAsked().minus(asked);
                            if (since.isZero()) {
                                giveUp.run();
                            } else {
                                await(since, client, answer, giveUp);
                            }
                        });
        answer.whenComplete((result, failure) -> timeout.cancel());
    }

    private void giveUp(
            McpRequest request,
            TimedClient client,
            CompletableFuture<Map<String, Object>> answer,
            Function<Duration, CompletionStage<Map<String, Object>>> instead) {
        if (client.isAnswered() || answer.isDone()) {
            // With a task, in which the call goes on.
            return;
        }
        Object call = request.exchangeProperties().get(CallRecord.PROPERTY);
        LOG.warn(
                "{} was given up after {} s in call {}", request.method(), limit.toSeconds(), call);
        if (call instanceof CallRecord called) {
            called.ended(Outcome.TOOL_ERROR);
        }
        CompletionStage<Map<String, Object>> outcome = instead.apply(limit);
        client.giveUp(outcome);
        outcome.whenComplete(
                (result, failure) -> {
                    if (failure == null) {
                        answer.complete(result);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                });
    }

    private static Duration waited(McpRequest request) {
        return request.exchangeProperties().get(CallRecord.PROPERTY) instanceof CallRecord call
                ? call.age()
                : Duration.ZERO;
    }
}
