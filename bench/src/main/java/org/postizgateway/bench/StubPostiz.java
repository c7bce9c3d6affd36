package org.postizgateway.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Answers as Postiz does, at once: any credential is good, {@value #CHANNELS} channels. Prints its
 * port.
 */
public final class StubPostiz {

    private static final int CHANNELS = 20;

    private StubPostiz() {}

    public static void main(String[] args) {
        String channels = channels().encode();
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1))
                .createHttpServer()
                .requestHandler(
                        request -> {
                            request.response().putHeader("Content-Type", "application/json");
                            switch (request.path()) {
                                case "/public/v1/is-connected" ->
                                        request.response().end("{\"connected\":true}");
                                case "/public/v1/integrations" -> request.response().end(channels);
                                default -> request.response().setStatusCode(404).end("{}");
                            }
                        })
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println(server.actualPort()));
    }

    private static JsonArray channels() {
        String[] platforms = {"x", "linkedin", "instagram", "youtube", "bluesky"};
        JsonArray channels = new JsonArray();
        for (int i = 0; i < CHANNELS; i++) {
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
