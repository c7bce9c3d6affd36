package org.postizgateway.tools.history;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.web.Operation;
import org.postizgateway.sandbox.web.ReceivedRequest;

/** Requests of which the gateway has lost sight, and which reach Postiz later all the same. */
final class LateRequests {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<ReceivedRequest> underWay = new ArrayDeque<>();
    private final PostizSandbox postiz;
    private final String apiKey;

    LateRequests(PostizSandbox postiz, String apiKey) {
        this.postiz = postiz;
        this.apiKey = apiKey;
    }

    /**
     * Keeps the requests that met a fault.
     *
     * @param before how many there were before them
     */
    void keep(Operation operation, int before) {
        List<ReceivedRequest> requests = postiz.requests().of(operation);
        underWay.addAll(requests.subList(before, requests.size()));
    }

    void arrive() {
        arriveBefore(Instant.MAX);
    }

    /** Those that were sent before a time. */
    void arriveBefore(Instant time) {
        while (!underWay.isEmpty() && underWay.element().at().isBefore(time)) {
            send(underWay.remove());
        }
    }

    private void send(ReceivedRequest request) {
        try {
            http.send(
                    HttpRequest.newBuilder(URI.create(postiz.baseUrl() + request.path()))
                            .header("Authorization", apiKey)
                            .header("Content-Type", "application/json")
                            .method(request.method(), BodyPublishers.ofString(request.body()))
                            .build(),
                    BodyHandlers.discarding());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
