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
        HttpRequest create =
                HttpRequest.newBuilder(URI.create(arguments[1]))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        postiz.when(
                arguments[3],
                exchange -> {
                    HttpClient.newHttpClient().send(create, HttpResponse.BodyHandlers.discarding());
                    Runtime.getRuntime().halt(137);
                });
        Gateway.on(arguments[0], postiz).call(arguments[2], "tenant", arguments[3]);
    }
}
