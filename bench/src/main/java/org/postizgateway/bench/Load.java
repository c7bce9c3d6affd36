package org.postizgateway.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Sends requests over a number of keep-alive connections, one at a time on each. */
final class Load implements AutoCloseable {

    /**
     * What is sent and what the answer must hold.
     *
     * @param body of the request with a number; null for none
     * @param expected text that every good answer holds
     * @param callers how many keys take turns: that of the headers, followed by a number
     */
    record Call(
            HttpMethod method,
            String path,
            Map<String, String> headers,
            LongFunction<String> body,
            String expected,
            int callers) {

        Call(
                HttpMethod method,
                String path,
                Map<String, String> headers,
                LongFunction<String> body,
                String expected) {
            this(method, path, headers, body, expected, 1);
        }

        Call by(int callers) {
            return new Call(method, path, headers, body, expected, callers);
        }
    }

    private final HttpClient client;
    private final int connections;
    private final Call call;
    private final AtomicLong ids = new AtomicLong();

    Load(Vertx vertx, int port, int connections, Call call) {
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setDefaultHost("127.0.0.1")
                                .setDefaultPort(port)
                                .setKeepAliveTimeout(0)
                                .setMaxPoolSize(connections));
        this.connections = connections;
        this.call = call;
    }

    /** Keeps the connections busy for a time. */
    Result run(Duration duration) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        return run(() -> System.nanoTime() < end);
    }

    /** Makes so many calls in all. */
    Result run(int calls) throws Exception {
        AtomicInteger left = new AtomicInteger(calls);
        return run(() -> left.getAndDecrement() > 0);
    }

    private Result run(BooleanSupplier goesOn) throws Exception {
        Latencies latencies = new Latencies();
        CompletableFuture<Void> done = new CompletableFuture<>();
        AtomicLong running = new AtomicLong(connections);
        long begin = System.nanoTime();
        Runnable ended =
                () -> {
                    if (running.decrementAndGet() == 0) {
                        done.complete(null);
                    }
                };
        for (int i = 0; i < connections; i++) {
            next(goesOn, latencies, ended, done::completeExceptionally);
        }
        done.get();
        return latencies.result(System.nanoTime() - begin);
    }

    private void next(
            BooleanSupplier goesOn,
            Latencies latencies,
            Runnable ended,
            Consumer<Throwable> failed) {
        if (!goesOn.getAsBoolean()) {
            ended.run();
            return;
        }
        long sent = System.nanoTime();
        client.request(call.method(), call.path())
                .compose(this::send)
                .onFailure(failed::accept)
                .onSuccess(
                        body -> {
                            latencies.add(System.nanoTime() - sent);
                            if (body.toString().contains(call.expected())) {
                                next(goesOn, latencies, ended, failed);
                            } else {
                                failed.accept(new IllegalStateException("Answer: " + body));
                            }
                        });
    }

    private Future<Buffer> send(HttpClientRequest request) {
        long id = ids.incrementAndGet();
        call.headers().forEach(request::putHeader);
        if (call.callers() > 1) {
            request.putHeader(
                    "Authorization",
                    call.headers().get("Authorization") + "-" + id % call.callers());
        }
        return (call.body() == null ? request.send() : request.send(call.body().apply(id)))
                .compose(HttpClientResponse::body);
    }

    @Override
    public void close() {
        client.close();
    }
}
