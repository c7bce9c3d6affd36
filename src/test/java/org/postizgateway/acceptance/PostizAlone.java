package org.postizgateway.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.List;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.web.Operation;
import org.postizgateway.sandbox.web.ReceivedRequest;

/** Makes the requests of a create without the gateway, to tell what of its time is Postiz's own. */
final class PostizAlone {

    private final HttpClient http = HttpClient.newHttpClient();
    private final PostizSandbox postiz;
    private final String apiKey;
    private final String create;
    private final LocalDate day;

    /**
     * @param day of the create that the gateway made last
     */
    PostizAlone(PostizSandbox postiz, String apiKey, LocalDate day) {
        this.postiz = postiz;
        this.apiKey = apiKey;
        this.day = day;
        List<ReceivedRequest> creates = postiz.requests().of(Operation.CREATE_POST);
        this.create = creates.get(creates.size() - 1).body();
    }

    /** A list of channels, that create on another day, and a look at what is on that day. */
    void create(LocalDate on) throws IOException, InterruptedException {
        send(request("/public/v1/integrations").GET());
        send(
                request("/public/v1/posts")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(create.replace("" + day, "" + on))));
        send(
                request(
                                "/public/v1/posts?startDate=%sT00:00:00Z&endDate=%sT23:59:59Z"
                                        .formatted(on, on))
                        .GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(postiz.baseUrl() + path))
                .header("Authorization", apiKey);
    }

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        int status = http.send(request.build(), BodyHandlers.ofString()).statusCode();
        if (status / 100 != 2) {
            throw new IOException("Postiz answered " + status);
        }
    }
}
