package org.postizgateway.hostile;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.postizgateway.acceptance.ChildProduct;

/** The heap of a gateway in another process, and other figures that operators see. */
record Heap(ChildProduct gateway) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Bytes in use once what nobody needs is collected. */
    long usedAfterCollection() throws IOException, InterruptedException {
        Process collect =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(gateway.pid()),
                                "GC.run")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!collect.waitFor(30, TimeUnit.SECONDS)) {
            collect.destroyForcibly();
        }
        return (long) sum("jvm_memory_used_bytes{area=\"heap\"");
    }

    /** The sum of a metric over all of its tags. */
    double sum(String metric) throws IOException, InterruptedException {
        String url = "http://127.0.0.1:" + gateway.opsPort() + "/actuator/prometheus";
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(metric))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
