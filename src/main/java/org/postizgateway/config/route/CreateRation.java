package org.postizgateway.config.route;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Steps;
import org.postizgateway.ledger.ration.Ration;
import org.postizgateway.ledger.ration.RationReader;
import org.postizgateway.observability.QuotaMetrics;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.failure.PostizFailure;

/**
 * The bean {@code createRation}: what Postiz says of the hourly ration of creates (contract,
 * section 3.3): in headers of an answer how many are left, and in that of a refusal when it accepts
 * them again.
 */
public final class CreateRation implements RationReader {

    private static final int TOO_MANY = 429;
    private static final String KEPT = "PostizRationTold";

    private final PostizErrors errors;
    private final QuotaMetrics quota;

    CreateRation(PostizErrors errors, QuotaMetrics quota) {
        this.errors = errors;
        this.quota = quota;
    }

    /** Remembers what the answer to a create tells, for steps that ask Postiz something else. */
    public void keep(Exchange answered) {
        told(answered.getMessage().getHeaders())
                .ifPresent(ration -> answered.setProperty(KEPT, ration));
    }

    @Override
    public Optional<Ration> read(Exchange answered, Optional<Outcome> failure) {
        Optional<Ration> told =
                (failure.isPresent() ? refused(answered) : told(answered.getMessage().getHeaders()))
                        .or(() -> kept(answered));
        told.ifPresent(
                ration ->
                        quota.told(
                                answered.getProperty(CallProperties.TENANT, "", String.class),
                                ration.remaining()));
        return told;
    }

    private static Optional<Ration> kept(Exchange answered) {
        return Optional.ofNullable(answered.getProperty(KEPT, Ration.class));
    }

    /** A 429 closes the door; a request that Postiz refused for what it says was counted. */
    private Optional<Ration> refused(Exchange answered) {
        Optional<Throwable> cause = Steps.cause(answered);
        return cause.map(thrown -> errors.failure(answered, thrown))
                .filter(failure -> failure.status() == TOO_MANY)
                .flatMap(PostizFailure::retryAfter)
                .map(wait -> new Ration(0, wait))
                .or(() -> cause.flatMap(CreateRation::headers).flatMap(CreateRation::told));
    }

    private static Optional<Map<String, ?>> headers(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpOperationFailedException refused) {
                return Optional.ofNullable(refused.getResponseHeaders());
            }
        }
        return Optional.empty();
    }

    private static Optional<Ration> told(Map<String, ?> headers) {
        OptionalInt remaining = number(headers, "X-RateLimit-Remaining");
        OptionalInt reset = number(headers, "X-RateLimit-Reset");
        return remaining.isEmpty() || reset.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Ration(remaining.getAsInt(), Duration.ofSeconds(reset.getAsInt())));
    }

    /** Names of headers are written as whoever stands between likes. */
    private static OptionalInt number(Map<String, ?> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> String.valueOf(header.getValue()).strip())
                .filter(text -> text.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .findFirst();
    }
}
