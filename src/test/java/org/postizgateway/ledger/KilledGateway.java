package org.postizgateway.ledger;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A gateway in a process of its own that dies between Postiz's work and its own bookkeeping. */
public final class KilledGateway {

    private KilledGateway() {}

    /**
     * @param arguments ledger URL, address of Postiz, tool, content
     */
    public static void main(String[] arguments) throws Exception {
        FakePostiz postiz = new FakePostiz();
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(arguments[1]));
        HttpRequest create = request.copy().POST(HttpRequest.BodyPublishers.noBody()).build();
        // so that only moments pass between the ledger's commit and the end of the process
        http.send(request.GET().build(), HttpResponse.BodyHandlers.discarding());
        postiz.when(
                arguments[3],
                exchange -> {
                    http.send(create, HttpResponse.BodyHandlers.discarding());
                    Runtime.getRuntime().halt(137);
                });
        Gateway.on(arguments[0], postiz).call(arguments[2], "tenant", arguments[3]);
    }
}
