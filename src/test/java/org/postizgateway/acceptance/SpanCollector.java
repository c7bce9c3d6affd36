package org.postizgateway.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces as a collector does: OTLP over HTTP, protobuf, at {@code /v1/traces}. */
final class SpanCollector implements AutoCloseable {

    private final List<ResourceSpans> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    SpanCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.addAll(
                    ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                            .getResourceSpansList());
            exchange.sendResponseHeaders(200, -1);
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** All that came, as text: names, attributes, events and the resource. */
    String text() {
        return received.toString();
    }

    List<Span> spans() {
        return received.stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    /** The span of a trace with this id, both in hexadecimal. */
    Optional<Span> span(String trace, String id) {
        return spans().stream()
                .filter(span -> hex(span.getTraceId().toByteArray()).equals(trace))
                .filter(span -> hex(span.getSpanId().toByteArray()).equals(id))
                .findFirst();
    }

    static String parent(Span span) {
        return hex(span.getParentSpanId().toByteArray());
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
