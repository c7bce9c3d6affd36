package org.postizgateway.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls {@code generateVideoTool} a thousand times at once, with progress, before a Postiz that takes
 * 20 seconds for each video, and tells whether all were answered and what that cost.
 *
 * <p>Argument: the gateway's jar.
 */
public final class Video {

    private static final int CALLS = 1000;
    private static final int MINUTES = 3;

    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger withVideo = new AtomicInteger();
    private final AtomicInteger withProgress = new AtomicInteger();
    private final AtomicInteger progress = new AtomicInteger();
    private final Set<String> others = ConcurrentHashMap.newKeySet();
    private final CountDownLatch open = new CountDownLatch(CALLS);
    private final AtomicInteger failed = new AtomicInteger();

    private Video() {}

    public static void main(String[] args) throws Exception {
        new Video().run(Path.of(args[0]));
    }

    private void run(Path jar) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (Server stub = Server.ofClass(StubPostiz.class, Bench.JVM);
                Server gateway =
                        Server.gateway(
                                jar, Bench.gatewayJvm(), "http://127.0.0.1:" + stub.port())) {
            long before = gateway.residentMegabytes();
            long begin = System.nanoTime();
            HttpClient client =
                    vertx.createHttpClient(
                            new HttpClientOptions()
                                    .setDefaultHost("127.0.0.1")
                                    .setDefaultPort(gateway.port())
                                    .setMaxPoolSize(CALLS));
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
                            + "Memory: %d MB resident before, %d MB during, %d MB of heap in use%n",
                    CALLS,
                    answered.get(),
                    (System.nanoTime() - begin) / 1e9,
                    withVideo.get(),
                    failed.get(),
                    withProgress.get(),
                    progress.get(),
                    before,
                    during,
                    heap);
            others.stream().limit(3).forEach(answer -> System.out.println("Other: " + answer));
        } finally {
            vertx.close();
        }
    }

    private void call(HttpClient client, int id) {
        client.request(HttpMethod.POST, "/mcp")
                .compose(
                        request -> {
                            Bench.HEADERS.forEach(request::putHeader);
                            return request.send(body(id));
                        })
                .onFailure(failure -> failed())
                .onSuccess(this::read);
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
