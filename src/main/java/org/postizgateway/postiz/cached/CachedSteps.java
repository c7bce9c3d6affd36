package org.postizgateway.postiz.cached;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.postizgateway.postiz.json.JsonBody;

/** The steps of one cached read, and what stands in their place. */
final class CachedSteps extends DelegateAsyncProcessor {

    private static final String TENANT = "PostizTenant";
    private static final String API_KEY = "PostizApiKey";

    /** Exchange property (Boolean): the caller wants nothing that was kept. */
    private static final String NO_CACHE = "CamelMcpNoCache";

    /** The same as an argument of a tool, which is a header. */
    private static final String REFRESH = "refresh";

    /** Exchange property (Map): what the answer of the call says of its age. */
    private static final String STALE = "CamelMcpStale";

    private final String read;
    private final String step;
    private final Inputs inputs;
    private final Lives lives;
    private final CachedReads reads;

    /**
     * What an answer depends on beside the caller.
     *
     * @param headers names of headers
     * @param body whether it is the body too
     */
    record Inputs(List<String> headers, boolean body) {

        /** As text by which two reads are told apart. */
        String of(Message message) {
            Map<String, Object> values = new LinkedHashMap<>();
            headers.forEach(name -> values.put(name, message.getHeader(name, "", String.class)));
            return JsonBody.write(List.of(values, body ? message.getBody() : ""));
        }

        /** Drops what the answer must not depend on. */
        void keepIn(Message message) {
            message.removeHeaders("*", headers.toArray(String[]::new));
            if (!body) {
                message.setBody(null);
            }
        }
    }

    /**
     * @param fresh how long an answer is given without asking
     * @param stale how much longer while Postiz cannot be asked
     */
    record Lives(Duration fresh, Duration stale) {

        Duration both() {
            return fresh.plus(stale);
        }
    }

    /**
     * @param read id of the route
     * @param step no other has the same, not of another configuration either
     */
    CachedSteps(
            Processor steps,
            String read,
            String step,
            Inputs inputs,
            Lives lives,
            CachedReads reads) {
        super(steps);
        this.read = read;
        this.step = step;
        this.inputs = inputs;
        this.lives = lives;
        this.reads = reads;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        boolean anew = asksAnew(exchange);
        inputs.keepIn(exchange.getMessage());
        String tenant = exchange.getProperty(TENANT, String.class);
        String credential = exchange.getProperty(API_KEY, String.class);
        if (tenant == null || credential == null || lives.fresh().isZero()) {
            return super.process(exchange, callback);
        }
        ReadKey key =
                new ReadKey(
                        step,
                        tenant,
                        reads.hash().apply(credential),
                        inputs.of(exchange.getMessage()));
        Optional<Answer> fresh = anew ? Optional.empty() : reads.known().known(key, lives.fresh());
        if (fresh.isPresent()) {
            reads.told().accept(read, "hit");
            answer(exchange, fresh.get());
            callback.done(true);
            return true;
        }
        wait(exchange, key, anew, callback);
        return false;
    }

    private static boolean asksAnew(Exchange exchange) {
        return exchange.getProperty(NO_CACHE, false, Boolean.class)
                || exchange.getMessage().getHeader(REFRESH, false, Boolean.class);
    }

    private void wait(Exchange exchange, ReadKey key, boolean anew, AsyncCallback callback) {
        Exchange own = ExchangeHelper.createCorrelatedCopy(exchange, false);
        own.setPattern(ExchangePattern.InOut);
        own.setRouteStop(false);
        AtomicBoolean asked = new AtomicBoolean();
        Supplier<Object> steps =
                () -> {
                    asked.set(true);
                    return body(own);
                };
        CompletableFuture<Answer> answer =
                anew
                        ? reads.known().anew(key, lives.both(), steps)
                        : reads.known().shared(key, lives.fresh(), lives.both(), steps);
        answer.whenCompleteAsync(
                (fresh, failure) -> {
                    try {
                        reads.told().accept(read, asked.get() ? "miss" : "shared");
                        if (failure == null) {
                            answer(exchange, fresh);
                        } else {
                            fail(exchange, key, anew, KnownReads.reason(failure));
                        }
                    } catch (RuntimeException e) {
                        exchange.setException(e);
                    }
                    callback.done(false);
                },
                reads.goingOn());
    }

    private Object body(Exchange own) {
        try {
            getProcessor().process(own);
        } catch (Exception e) {
            own.setException(e);
        }
        if (own.getException() != null) {
            throw new CompletionException(own.getException());
        }
        return own.getMessage().getBody();
    }

    private static void answer(Exchange exchange, Answer answer) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(answer.copy());
    }

    private void fail(Exchange exchange, ReadKey key, boolean anew, Throwable failure) {
        Optional<Answer> old =
                anew || !reads.isOutage().test(failure)
                        ? Optional.empty()
                        : reads.known().known(key, lives.both());
        if (old.isEmpty()) {
            exchange.setException(failure);
            return;
        }
        reads.told().accept(read, "stale");
        answer(exchange, old.get());
        long age = reads.known().age(old.get()).toSeconds();
        exchange.setProperty(
                STALE,
                Map.of(
                        "ageSeconds",
                        age,
                        "notice",
                        "Postiz cannot be asked at the moment. This is what it answered %d s ago."
                                .formatted(age)));
    }
}
