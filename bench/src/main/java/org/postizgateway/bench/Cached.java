package org.postizgateway.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Compares a gateway that keeps what it read with one that does not, by {@code integrationList}, and
 * counts what the first asks of Postiz meanwhile.
 *
 * <p>Argument: the gateway's jar.
 */
public final class Cached {

    private Cached() {}

    public static void main(String[] args) throws Exception {
        Path jar = Path.of(args[0]);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (Server postiz = Server.ofClass(StubPostiz.class, Bench.JVM);
                Server postizOfTheCached = Server.ofClass(StubPostiz.class, Bench.JVM);
                Server uncached = gateway("Uncached", jar, postiz, "0s");
                Server cached = gateway("Cached", jar, postizOfTheCached, "1h")) {
            System.out.println("Java " + System.getProperty("java.version"));
            List<Server> servers = List.of(uncached, cached);
            for (Server server : servers) {
                try (Load load = new Load(vertx, server.port(), 50, Bench.TOOL_CALL)) {
                    Bench.warmUp(load);
                }
            }
            int before = listings(postizOfTheCached);
            Bench.compare(vertx, 50, servers);
            Bench.compare(vertx, 1, servers);
            System.out.printf(
                    "%nRequests for channels by the cached one, after its warm-up: %d%n",
                    listings(postizOfTheCached) - before);
        } finally {
            vertx.close();
        }
    }

    private static Server gateway(String name, Path jar, Server postiz, String life)
            throws Exception {
        Server gateway =
                Server.gateway(
                        jar,
                        Bench.gatewayJvm(),
                        "http://127.0.0.1:" + postiz.port(),
                        Map.of("POLICIES_CACHED_CHANNELS", life));
        return new Server(name, gateway.process(), gateway.port(), gateway.opsPort());
    }

    private static int listings(Server postiz) throws Exception {
        URI count = URI.create("http://127.0.0.1:" + postiz.port() + StubPostiz.COUNT);
        return Integer.parseInt(
                HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(count).build(), BodyHandlers.ofString())
                        .body());
    }
}
