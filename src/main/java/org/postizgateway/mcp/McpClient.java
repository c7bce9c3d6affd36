package org.postizgateway.mcp;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The caller of the request being served, as a route can talk back to it. One instance belongs to
 * one request; what it can do depends on the protocol revision and on the capabilities that the
 * caller declared.
 */
public interface McpClient {

    /** What the caller declared it can do: {@code ClientCapabilities} as it came over the wire. */
    Map<String, Object> capabilities();

    /**
     * The token under which progress is reported (String or Number); empty when none was asked for.
     */
    Optional<Object> progressToken();

    /**
     * Sends {@code notifications/progress}; does nothing when no progress was asked for.
     *
     * @param params {@code progress}, and where known {@code total} and {@code message}
     */
    void progress(Map<String, Object> params);

    /**
     * Sends {@code notifications/message}; does nothing below the level that the caller asked for.
     *
     * @param level an RFC 5424 level in lower case, such as {@code info}
     * @param params {@code logger} and {@code data}
     */
    void log(String level, Map<String, Object> params);

    /**
     * Asks the caller for input: {@code elicitation/create}, {@code sampling/createMessage} or
     * {@code roots/list}.
     *
     * @param inputs requests by a key that is unique within the call; each holds {@code method} and
     *     {@code params}
     * @return the results by the same keys, without those that the caller cannot be asked, unless
     *     that is all of them; empty when the answer will come with a later call that runs the
     *     route again. Completes exceptionally with {@link ClientCannotAnswerException} or {@link
     *     io.modelcontextprotocol.spec.McpError} when the caller cannot be asked or refuses.
     */
    CompletionStage<Optional<Map<String, Object>>> ask(Map<String, Map<String, Object>> inputs);

    /**
     * Questions that {@link #ask} put and that the caller has yet to answer with a later call; they
     * stop the route. Empty where a caller can be asked in the middle of a call.
     */
    default Map<String, Map<String, Object>> unanswered() {
        return Map.of();
    }

    /**
     * How long the caller has had questions of {@link #ask} to answer until now, in which it waited
     * for nobody.
     */
    default Duration timeAsked() {
        return Duration.ZERO;
    }

    /** Whether the caller takes a task handle as the answer to this request. */
    default boolean takesTasks() {
        return false;
    }

    /**
     * Answers the request with a task handle; does nothing when the caller takes none.
     *
     * @param taskId a task that a {@link org.postizgateway.mcp.task.TaskStore} keeps; empty to turn
     *     the call itself into a task
     */
    default void answerWithTask(Optional<String> taskId) {}

    /** Whether the caller has an answer already, such as a task handle. */
    default boolean isAnswered() {
        return false;
    }

    /**
     * Answers the request while its route goes on, whose result then reaches nobody.
     *
     * @param outcome what the method would have returned or failed of; completed
     */
    default void answerEarly(CompletionStage<Map<String, Object>> outcome) {}

    /** Completes when the caller cancels the request or leaves. */
    CompletionStage<Void> cancelled();

    /**
     * Completes when it is known whether the response with the outcome of the request was written
     * to the caller's connection without an error.
     */
    CompletionStage<Boolean> answered();
}
