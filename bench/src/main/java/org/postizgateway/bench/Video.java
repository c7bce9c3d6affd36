package org.postizgateway.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls {@code generateVideoTool} a thousand times at once, with progress, before a Postiz that takes
 * 20 seconds for each video, while 5,000 event streams of the same forty callers are open, and tells whether
 * all were answered and what that cost.
 *
 * <p>Arguments: the directory of an image and the Dockerfile whose flags are taken.
 */
public final class Video {

    private static final int CALLS = 1000;
    private static final int STREAMS = Bench.setting("BENCH_STREAMS", 5_000);
    private static final int CALLERS = 40;
    private static final int MINUTES = 3;
    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                    + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"bench\",\"version\":\"1\"}}}";
    private static final String CONNECTIONS = String.valueOf(CALLS + STREAMS + 100);

    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger withVideo = new AtomicInteger();
    private final AtomicInteger withProgress = new AtomicInteger();
    private final AtomicInteger progress = new AtomicInteger();
    private final Set<String> others = ConcurrentHashMap.newKeySet();
    private final CountDownLatch open = new CountDownLatch(CALLS);
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private Video() {}

    public static void main(String[] args) throws Exception {
        new Video().run(Image.of(Path.of(args[0]), Path.of(args[1])));
    }

    private void run(Image image) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (Server stub = Server.ofClass(StubPostiz.class, Bench.JVM);
                Server gateway =
                        image.start(
                                "http://127.0.0.1:" + stub.port(),
                                Map.of(
                                        "LEDGER_CONCURRENCY", String.valueOf(CALLS),
                                        "GATEWAY_HTTP_CONNECTIONS", CONNECTIONS,
                                        "GATEWAY_HTTP_CONNECTIONS_PER_ADDRESS", CONNECTIONS))) {
            long before = gateway.residentMegabytes();
            HttpClient client =
                    vertx.createHttpClient(
                            new HttpClientOptions()
                                    .setDefaultHost("127.0.0.1")
                                    .setDefaultPort(gateway.port())
                                    .setMaxPoolSize(CALLS + STREAMS));
            openStreams(client);
            long begin = System.nanoTime();
            for (int id = 0; id < CALLS; id++) {
                call(client, id);
            }
            TimeUnit.SECONDS.sleep(15);
            long during = gateway.residentMegabytes();
            long heap = gateway.heapMegabytes();
            open.await(MINUTES, TimeUnit.MINUTES);
            System.out.printf(
                    Locale.ROOT,
                    "%d calls at once, 20 s of Postiz each: %d answered in %.1f s, %d with a video,"
                            + " %d failed%n%d had progress, %d notifications in all%n"
                            + "%d of %d streams open meanwhile, %d closed%n"
                            + "Memory: %d MB resident before, %d MB during, %d MB of heap in use%n",
                    CALLS,
                    answered.get(),
                    (System.nanoTime() - begin) / 1e9,
                    withVideo.get(),
                    failed.get(),
                    withProgress.get(),
                    progress.get(),
                    streams.get(),
                    STREAMS,
                    closed.get(),
                    before,
                    during,
                    heap);
            others.stream().limit(3).forEach(answer -> System.out.println("Other: " + answer));
        } finally {
            vertx.close();
        }
    }

    /** One after another: a gateway is careful with many who are unknown to it. */
    private void openStreams(HttpClient client) throws Exception {
        for (int stream = 0; stream < STREAMS; stream++) {
            String caller = caller(stream);
            HttpClientResponse session = begin(client, caller);
            while (session.statusCode() == 429) {
                TimeUnit.MILLISECONDS.sleep(200);
                session = begin(client, caller);
            }
            String id = session.getHeader("Mcp-Session-Id");
            client.request(HttpMethod.GET, "/mcp")
                    .compose(
                            request ->
                                    request.putHeader("Authorization", caller)
                                            .putHeader("Accept", "text/event-stream")
                                            .putHeader("MCP-Protocol-Version", "2025-11-25")
                                            .putHeader("Mcp-Session-Id", String.valueOf(id))
                                            .send()
                                            .onSuccess(this::listen))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(MINUTES, TimeUnit.MINUTES);
        }
    }

    private void listen(HttpClientResponse response) {
        if (response.statusCode() == 200) {
            streams.incrementAndGet();
        } else {
            others.add("HTTP " + response.statusCode());
        }
        response.handler(nothing -> {})
                .exceptionHandler(end -> closed.incrementAndGet())
                .endHandler(end -> closed.incrementAndGet());
    }

    private static HttpClientResponse begin(HttpClient client, String caller) throws Exception {
        return client.request(HttpMethod.POST, "/mcp")
                .compose(
                        request -> {
                            Bench.HEADERS.forEach(request::putHeader);
                            return request.putHeader("Authorization", caller)
                                    .send(INITIALIZE)
                                    .compose(response -> response.body().map(read -> response));
                        })
                .toCompletionStage()
                .toCompletableFuture()
                .get(MINUTES, TimeUnit.MINUTES);
    }

    private void call(HttpClient client, int id) {
        client.request(HttpMethod.POST, "/mcp")
                .compose(
                        request -> {
                            Bench.HEADERS.forEach(request::putHeader);
                            return request.putHeader("Authorization", caller(id))
                                    .send(body(id))
                                    .onSuccess(this::read);
                        })
                .onFailure(failure -> failed());
    }

    private void read(HttpClientResponse response) {
        StringBuilder text = new StringBuilder();
        response.handler(text::append)
                .exceptionHandler(failure -> failed())
                .endHandler(
                        end -> {
                            String all = text.toString();
                            int notifications = all.split("notifications/progress", -1).length - 1;
                            progress.addAndGet(notifications);
                            withProgress.addAndGet(notifications > 0 ? 1 : 0);
                            if (all.contains(StubPostiz.VIDEO)) {
                                withVideo.incrementAndGet();
                            } else {
                                others.add(all);
                            }
                            answered.incrementAndGet();
                            open.countDown();
                        });
    }

    private static String caller(int number) {
        return "Bearer caller-" + number % CALLERS;
    }

    private void failed() {
        failed.incrementAndGet();
        open.countDown();
    }

    private static String body(int id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":"
                + id
                + ",\"method\":\"tools/call\",\"params\":{\"_meta\":{\"progressToken\":"
                + id
                + "},\"name\":\"generateVideoTool\",\"arguments\":{\"identifier\":\"image-text-slides\","
                + "\"output\":\"vertical\",\"customParams\":[{\"key\":\"prompt\",\"value\":\"Video "
                + id
                + "\"}]}}}";
    }
}
