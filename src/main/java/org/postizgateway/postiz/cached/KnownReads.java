package org.postizgateway.postiz.cached;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.processor.ThrottlerRejectedExecutionException;
import org.postizgateway.bound.Lane;
import org.postizgateway.plain.Futures;

/**
 * The answers of all cached reads. Those who ask for the same at the same time share one request
 * and its outcome, a failure included, and hold no thread while they wait; who leaves ends it for
 * nobody else. A failure is not kept.
 */
public final class KnownReads implements AutoCloseable {

    /** Requests for answers that are to be kept: in all, and of one tenant. */
    private static final int REQUESTS = 64;

    private static final int REQUESTS_OF_ONE_TENANT = 16;
    private static final int WAITING = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Ticker ticker;
    private final Lane lane;
    private final Cache<ReadKey, Answer> answers;
    private final Map<ReadKey, CompletableFuture<Answer>> underWay = new ConcurrentHashMap<>();

    /**
     * @param bytes of the heap that all answers may take, estimated
     */
    public KnownReads(long bytes) {
        this(bytes, Ticker.systemTicker());
    }

    KnownReads(long bytes, Ticker ticker) {
        this.ticker = ticker;
        this.lane = new Lane("cached-read", REQUESTS, REQUESTS_OF_ONE_TENANT, WAITING, PATIENCE);
        this.answers =
                Caffeine.newBuilder()
                        .maximumWeight(bytes)
                        .weigher(KnownReads::weight)
                        .expireAfter(
                                Expiry.<ReadKey, Answer>writing((key, answer) -> answer.kept()))
                        .ticker(ticker)
                        .recordStats()
                        .build();
    }

    private static int weight(ReadKey key, Answer answer) {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, key.length() + answer.bytes()));
    }

    /** What is kept, for those who watch how often that is of use. */
    public Cache<?, ?> cache() {
        return answers;
    }

    /** Forgets what is kept for a tenant, also what it is being asked for: it is out of date. */
    public void forget(String tenant) {
        underWay.keySet().removeIf(key -> key.tenant().equals(tenant));
        answers.asMap().keySet().removeIf(key -> key.tenant().equals(tenant));
    }

    /** An answer that is no older than this, if there is one. */
    Optional<Answer> known(ReadKey key, Duration oldest) {
        return Optional.ofNullable(answers.getIfPresent(key))
                .filter(answer -> age(answer).compareTo(oldest) < 0);
    }

    Duration age(Answer answer) {
        return Duration.ofNanos(ticker.read() - answer.askedAt());
    }

    /**
     * The answer of a read, of which requests that are under way are shared.
     *
     * @param steps make the request, on a thread that nobody interrupts
     * @param life how old an answer may be that has come in meanwhile
     * @param kept how long the answer is kept
     * @return fails with what the steps threw, out of a {@link CompletionException} that they
     *     threw, and with a {@link ThrottlerRejectedExecutionException} when there is too much to
     *     do; each caller's own
     */
    CompletableFuture<Answer> shared(
            ReadKey key, Duration life, Duration kept, Supplier<Object> steps) {
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> others = underWay.putIfAbsent(key, mine);
        if (others != null) {
            return others.copy();
        }
        Optional<Answer> meanwhile = known(key, life);
        if (meanwhile.isPresent()) {
            underWay.remove(key, mine);
            mine.complete(meanwhile.get());
        } else {
            begin(key, kept, steps, mine);
        }
        return mine.copy();
    }

    /** The same by a request of its own: one that is under way may have missed what is new. */
    CompletableFuture<Answer> anew(ReadKey key, Duration kept, Supplier<Object> steps) {
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        underWay.put(key, mine);
        begin(key, kept, steps, mine);
        return mine.copy();
    }

    private void begin(
            ReadKey key, Duration kept, Supplier<Object> steps, CompletableFuture<Answer> mine) {
        lane.run(key.tenant(), () -> ask(kept, steps))
                .whenComplete(
                        (answer, failure) -> {
                            if (failure == null) {
                                keep(key, answer, mine);
                                mine.complete(answer);
                            } else {
                                underWay.remove(key, mine);
                                mine.completeExceptionally(reason(failure));
                            }
                        });
    }

    private Answer ask(Duration kept, Supplier<Object> steps) {
        long now = ticker.read();
        Object value = steps.get();
        return new Answer(value, JsonTree.bytes(value), now, kept);
    }

    /** Unless it was forgotten, or somebody has asked anew since. */
    private void keep(ReadKey key, Answer answer, CompletableFuture<Answer> mine) {
        underWay.computeIfPresent(
                key,
                (same, current) -> {
                    if (current != mine) {
                        return current;
                    }
                    answers.put(key, answer);
                    return null;
                });
    }

    /** What was thrown, without what was put around it on its way between threads. */
    static Throwable reason(Throwable failure) {
        Throwable cause = Futures.cause(failure);
        return cause instanceof Lane.FullException
                ? new ThrottlerRejectedExecutionException("Too many reads are under way")
                : cause;
    }

    @Override
    public void close() {
        lane.close();
    }
}
