package org.postizgateway.postiz.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.security.InvalidParameterException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.postizgateway.outcome.Effect;
import org.postizgateway.outcome.KnownOutcome;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.failure.PostizFailure.Kind;
import org.postizgateway.postiz.failure.PostizMcpException.Form;
import org.postizgateway.postiz.json.NotJsonException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one sentence of whatever went wrong with a call to Postiz, over HTTP or MCP, on the
 * network, in a policy or in our own checks.
 */
public final class PostizErrors {

    private static final Logger LOG = LoggerFactory.getLogger(PostizErrors.class);

    /** Exchange property with the sentence for the model; makes the tool result an error. */
    public static final String ERROR = "CamelMcpError";

    /** Exchange property (Boolean): the front door is to ask for another credential. */
    private static final String UNAUTHORIZED = "CamelMcpUnauthorized";

    /** Exchange property (Boolean): the caller asked for what there is not, or cannot be. */
    private static final String INVALID_INPUT = "CamelMcpInvalidInput";

    /** Exchange property (Integer): the front door is to answer 429 with these seconds. */
    private static final String RETRY_AFTER = "CamelMcpRetryAfter";

    /** Exchange property ({@link CompletionStage}): completes when the caller leaves. */
    private static final String CANCELLATION = "CamelMcpCancellation";

    /** Exchange property ({@link BooleanSupplier}): whether the call has changed nothing so far. */
    private static final String UNCHANGED = "CamelMcpUnchanged";

    private static final String API_KEY = "PostizApiKey";

    private final HttpFailures http;

    public PostizErrors(Clock clock) {
        this.http = new HttpFailures(new RateLimit(clock));
    }

    /**
     * Ends a tool whose call failed: sets the property {@link #ERROR} to the sentence, and the body
     * to the form in which the tool reports failures ({@link FailureForm}). For {@code onException}
     * and {@code doCatch}.
     */
    public void answer(Exchange exchange) {
        String sentence = sentence(exchange);
        exchange.setProperty(ERROR, sentence);
        PostizFailure failure = failure(exchange);
        if (failure.isCredentialRefused()) {
            exchange.setProperty(UNAUTHORIZED, true);
        }
        if (failure.kind() == Kind.INVALID_INPUT || failure.kind() == Kind.NOT_FOUND) {
            exchange.setProperty(INVALID_INPUT, true);
        }
        refusedForNow(exchange, failure);
        exchange.getMessage().setBody(FailureForm.of(exchange, sentence));
    }

    /** Has the front door answer 429, if the failure is that the caller asks for too much. */
    public static void refusedForNow(Exchange exchange, PostizFailure failure) {
        if (failure.kind() == Kind.QUOTA_EXCEEDED) {
            long seconds = failure.retryAfter().map(Duration::toSeconds).orElse(0L) + 1;
            exchange.setProperty(RETRY_AFTER, Math.toIntExact(seconds));
        }
    }

    /** The failure that an exchange carries, with the caller's credential taken out of it. */
    public PostizFailure failure(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        return failure(exchange, caught == null ? exchange.getException() : caught);
    }

    /**
     * What a call ended with, with the credential of the exchange taken out of the sentence. Until
     * the call has begun to change something its failure had no effect, however it failed.
     */
    public PostizFailure failure(Exchange exchange, Throwable thrown) {
        PostizFailure explained =
                OtherService.failure(exchange, thrown)
                        .orElseGet(() -> explain(thrown, OtherService.asked(exchange)));
        PostizFailure failure = hasChangedNothing(exchange) ? explained.unchanged() : explained;
        String key = Objects.toString(exchange.getProperty(API_KEY), "");
        return key.isBlank() ? failure : failure.without(key);
    }

    /** Whether the call of an exchange certainly has not begun to change anything yet. */
    public static boolean hasChangedNothing(Exchange exchange) {
        BooleanSupplier unchanged = exchange.getProperty(UNCHANGED, BooleanSupplier.class);
        return unchanged != null && unchanged.getAsBoolean();
    }

    /**
     * @param thrown what a call ended with, or an exception around it; null is a fault of ours
     */
    public PostizFailure explain(Throwable thrown) {
        return explain(thrown, NetworkFailures.POSTIZ);
    }

    private PostizFailure explain(Throwable thrown, String asked) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Optional<PostizFailure> failure = known(cause, asked);
            if (failure.isPresent()) {
                return failure.get();
            }
        }
        // it, or an interrupt, may have come up while Postiz was working
        return PostizFailure.of(
                Kind.INTERNAL,
                Effect.RUNNING,
                0,
                "The gateway failed to handle this call. The reason is in its log.");
    }

    private Optional<PostizFailure> known(Throwable cause, String asked) {
        if (cause instanceof KnownOutcome known) {
            return Optional.of(PostizFailure.of(known));
        }
        if (cause instanceof HttpOperationFailedException failed) {
            Map<String, String> headers = failed.getResponseHeaders();
            return Optional.of(
                    http.explain(
                            failed.getStatusCode(),
                            headers == null ? Map.of() : headers,
                            Objects.toString(failed.getResponseBody(), "")));
        }
        if (cause instanceof PostizMcpException failed) {
            return Optional.of(reported(failed));
        }
        if (cause instanceof VideoFailedException) {
            String reason = PostizMessage.clean(cause.getMessage());
            return failure(
                    Kind.REFUSED,
                    Effect.NONE,
                    "Video generation failed: "
                            + (reason.isEmpty() ? "Postiz names no reason." : reason)
                            + " The video credit was not used.");
        }
        if (cause instanceof InvalidInputException || isFromKamelet(cause)) {
            return failure(Kind.INVALID_INPUT, Effect.NONE, cause.getMessage());
        }
        if (cause instanceof NotJsonException || cause instanceof JsonProcessingException) {
            return Optional.of(unreadable(cause));
        }
        if (cause instanceof AnswersFullException) {
            // The answer was not read to its end, so nothing says that Postiz came to its own
            return failure(
                    Kind.BUSY,
                    Effect.RUNNING,
                    "Postiz answered, but the gateway is reading too many long answers at once. Ask"
                            + " again in a few seconds, for less if you can.");
        }
        if (cause instanceof IncompleteAnswerException incomplete) {
            return failure(Kind.UNREADABLE, Effect.UNKNOWN, incomplete.getMessage());
        }
        Optional<PostizFailure> heldBack = PolicyFailures.explain(cause);
        return heldBack.isPresent() ? heldBack : NetworkFailures.explain(cause, asked);
    }

    /** What a Kamelet, which can know no class of ours, throws when it is called wrongly. */
    private static boolean isFromKamelet(Throwable cause) {
        return cause instanceof InvalidParameterException;
    }

    private static PostizFailure reported(PostizMcpException failed) {
        String reason = PostizMessage.clean(failed.getMessage());
        boolean refused = failed.status() / 100 == 4;
        boolean notMade = GenerationFailure.isIn(reason);
        boolean nothingDone = refused || failed.form() != Form.THROWN || notMade;
        return PostizFailure.of(
                refused ? Kind.INVALID_INPUT : Kind.REFUSED,
                nothingDone ? Effect.NONE : Effect.UNKNOWN,
                failed.status(),
                reason.isEmpty()
                        ? "Postiz failed without naming a reason."
                        : notMade ? GenerationFailure.sentence(reason) : reason);
    }

    private static PostizFailure unreadable(Throwable cause) {
        boolean html =
                cause instanceof NotJsonException text
                        ? text.isHtml()
                        : Objects.toString(cause.getMessage(), "").contains("('<'");
        // whatever stands between may have answered while Postiz worked
        return html
                ? PostizFailure.of(Kind.WRONG_ADDRESS, Effect.RUNNING, 200, HttpFailures.WEB_PAGE)
                : PostizFailure.of(
                        Kind.UNREADABLE,
                        Effect.RUNNING,
                        200,
                        "Postiz answered with something that cannot be read.");
    }

    private String sentence(Exchange exchange) {
        PostizFailure failure = failure(exchange);
        if (failure.kind() == Kind.INTERNAL) {
            log(exchange, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        }
        return failure.sentence();
    }

    /** What an interrupted step makes of it when its caller has left is no fault. */
    private static void log(Exchange exchange, Throwable fault) {
        CompletionStage<?> left = exchange.getProperty(CANCELLATION, CompletionStage.class);
        if (left != null && left.toCompletableFuture().isDone()) {
            LOG.info("Route {} ended with its caller gone", exchange.getFromRouteId());
        } else {
            LOG.error("Route {} failed", exchange.getFromRouteId(), fault);
        }
    }

    private static Optional<PostizFailure> failure(Kind kind, Effect effect, String sentence) {
        return Optional.of(PostizFailure.of(kind, effect, 0, sentence));
    }
}
