package org.postizgateway.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers as Postiz does: any credential is good, channels come at once, a video takes {@value
 * #VIDEO_MILLIS} ms. Prints its port.
 *
 * <p>Arguments: how many channels there are, {@value #CHANNELS} when it is not said, and after how
 * many milliseconds they come.
 */
public final class StubPostiz {

    /** Answers how often channels were asked for. */
    static final String COUNT = "/count";

    static final String VIDEO = "https://cdn.example/video.mp4";

    private static final int CHANNELS = 20;
    private static final long VIDEO_MILLIS = 20_000;
    private static final String VIDEO_ANSWER = "{\"id\":\"v1\",\"path\":\"" + VIDEO + "\"}";

    private StubPostiz() {}

    public static void main(String[] args) {
        AtomicInteger listings = new AtomicInteger();
        String channels = channels(args.length > 0 ? Integer.parseInt(args[0]) : CHANNELS).encode();
        long delay = args.length > 1 ? Long.parseLong(args[1]) : 0;
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        vertx.createHttpServer()
                .requestHandler(
                        request -> {
                            request.response().putHeader("Content-Type", "application/json");
                            switch (request.path()) {
                                case "/public/v1/is-connected" ->
                                        request.response().end("{\"connected\":true}");
                                case "/public/v1/integrations" -> {
                                    listings.incrementAndGet();
                                    if (delay == 0) {
                                        request.response().end(channels);
                                    } else {
                                        vertx.setTimer(
                                                delay, timer -> request.response().end(channels));
                                    }
                                }
                                case COUNT -> request.response().end(listings.toString());
                                case "/public/v1/generate-video" ->
                                        vertx.setTimer(
                                                VIDEO_MILLIS,
                                                timer -> request.response().end(VIDEO_ANSWER));
                                default -> request.response().setStatusCode(404).end("{}");
                            }
                        })
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println(server.actualPort()));
    }

    private static JsonArray channels(int count) {
        String[] platforms = {"x", "linkedin", "instagram", "youtube", "bluesky"};
        JsonArray channels = new JsonArray();
        for (int i = 0; i < count; i++) {
            String platform = platforms[i % platforms.length];
            channels.add(
                    new JsonObject()
                            .put("id", "cmbench0000000000000000" + (10 + i))
                            .put("name", "Channel " + i)
                            .put("identifier", platform)
                            .put("picture", "https://cdn.example/" + platform + "/" + i + ".png")
                            .put("disabled", i % 7 == 6)
                            .put("profile", "channel_" + i)
                            .put(
                                    "customer",
                                    new JsonObject().put("id", "c" + i % 3).put("name", "Group")));
        }
        return channels;
    }
}
