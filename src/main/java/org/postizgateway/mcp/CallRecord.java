package org.postizgateway.mcp;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.slf4j.MDC;

/**
 * What those who watch the front door know of one request: an id by which all lines of the log that
 * belong to it are found, and how the tool call in it ended. On the exchange of the front door and
 * on those of the routes that work for it, as the property {@value #PROPERTY}.
 */
public final class CallRecord {

    public static final String PROPERTY = "CamelMcpCall";

    /** Keys of the logging context. */
    public static final String CALL = "call";

    public static final String TRACE = "traceId";

    private final long arrivedAt = System.nanoTime();
    private final String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private volatile boolean unauthorized;
    private volatile boolean invalidInput;
    private volatile Optional<String> lackingScope = Optional.empty();
    private volatile Optional<Integer> retryAfter = Optional.empty();
    private volatile Optional<String> traceId = Optional.empty();
    private volatile Optional<CallListener.Outcome> outcome = Optional.empty();
    private final Map<String, String> labels = new ConcurrentHashMap<>();

    /** That of the request that an exchange works for; empty when it works for none. */
    public static Optional<CallRecord> of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PROPERTY, CallRecord.class));
    }

    /** How long ago the request arrived. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - arrivedAt);
    }

    /** Whether the credential that the request came with turned out to be valid no more. */
    public boolean isUnauthorized() {
        return unauthorized;
    }

    public void unauthorized() {
        unauthorized = true;
    }

    /** Whether a tool that was called for the request has refused what it was given. */
    public boolean isInvalidInput() {
        return invalidInput;
    }

    public void invalidInput() {
        invalidInput = true;
    }

    /** The scope that the caller would need for the call that it made; empty where it has it. */
    public Optional<String> lackingScope() {
        return lackingScope;
    }

    public void lacks(String scope) {
        lackingScope = Optional.of(scope);
    }

    /** Seconds after which the call would be taken; empty where it was not refused for now. */
    public Optional<Integer> retryAfter() {
        return retryAfter;
    }

    public void refusedFor(int seconds) {
        retryAfter = Optional.of(seconds);
    }

    /** Ours, so that a caller can choose neither it nor what else it is found with. */
    public String id() {
        return id;
    }

    /** W3C trace id (32 hexadecimal digits), where the request belongs to a trace. */
    public Optional<String> traceId() {
        return traceId;
    }

    /** How the tool call ended; empty before it has, and for other requests. */
    public Optional<CallListener.Outcome> outcome() {
        return outcome;
    }

    /** Named too by what this thread goes on to log for the call. */
    public void belongsTo(String traceId) {
        this.traceId = Optional.of(traceId);
        if (id.equals(MDC.get(CALL))) {
            MDC.put(TRACE, traceId);
        }
    }

    /** Lines that are logged for the call from now on carry this too, under a key of its own. */
    public void label(String key, String value) {
        if (!value.equals(labels.put(key, value)) && id.equals(MDC.get(CALL))) {
            MDC.put(key, value);
        }
    }

    public void ended(CallListener.Outcome outcome) {
        this.outcome = Optional.of(outcome);
    }

    /** Until it is closed, lines that this thread logs name the call. */
    public LogScope openLogScope() {
        if (id.equals(MDC.get(CALL))) {
            return () -> {};
        }
        Map<String, String> before = MDC.getCopyOfContextMap();
        MDC.clear();
        labels.forEach(MDC::put);
        MDC.put(CALL, id);
        traceId.ifPresent(trace -> MDC.put(TRACE, trace));
        return () -> {
            if (before == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(before);
            }
        };
    }

    @Override
    public String toString() {
        return id;
    }

    /** Restores what the thread logged before. */
    @FunctionalInterface
    public interface LogScope extends AutoCloseable {

        @Override
        void close();
    }
}
