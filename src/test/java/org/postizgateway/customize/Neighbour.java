package org.postizgateway.customize;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Another HTTP service on the loopback interface, and what it was asked. */
final class Neighbour implements AutoCloseable {

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    record Asked(String path, String authorization, String body) {}

    record Reply(int status, String type, String body) {}

    Neighbour() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.start();
    }

    /** Answers whatever begins with a path; null closes the connection without an answer. */
    Neighbour at(String path, Function<Asked, Reply> answer) {
        server.createContext(
                path,
                http -> {
                    Asked request =
                            new Asked(
                                    http.getRequestURI().getPath(),
                                    http.getRequestHeaders().getFirst("Authorization"),
                                    new String(
                                            http.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8));
                    asked.add(request);
                    Reply reply = answer.apply(request);
                    if (reply == null) {
                        http.close();
                        return;
                    }
                    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
                    http.getResponseHeaders().set("Content-Type", reply.type());
                    http.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
                    http.getResponseBody().write(body);
                    http.close();
                });
        return this;
    }

    List<Asked> asked(String path) {
        return asked.stream().filter(request -> request.path().startsWith(path)).toList();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
