package org.postizgateway.security;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.postizgateway.security.door.Authorities;
import org.postizgateway.security.door.DoorAnswer;
import org.postizgateway.security.door.DoorRequest;
import org.postizgateway.security.door.HostCheck;
import org.postizgateway.security.door.HostCheck.Verdict;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * First step of a front door: refuses requests of web pages that have no business here, and DNS
 * rebinding (MCP specification, Streamable HTTP, security warning), with 403. A request without an
 * {@code Origin} does not come from a web page. Pages that are let in get their CORS headers here,
 * and their preflight requests are answered here.
 */
public final class OriginCheck implements Processor {

    private static final String EXPOSED_HEADERS =
            "Mcp-Session-Id, Mcp-Protocol-Version, WWW-Authenticate, Retry-After";
    private static final String METHODS_OF_MCP = "GET, POST, DELETE, OPTIONS";
    private static final String PREFLIGHT_LIFETIME_SECONDS = "600";
    private static final String HEADER_NAMES = "[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,4096}";

    private final List<String> allowedOrigins;
    private final boolean allowLoopbackOrigins;
    private final Optional<String> publicOrigin;
    private final HostCheck hostCheck;

    /**
     * @param allowedOrigins web origins in lower case, {@code null} for pages without one
     * @param allowLoopbackOrigins whether pages served by the caller's own machine are let in
     * @param allowedHosts see {@link HostCheck}
     * @param publicUrl base URL of the gateway, when it is known
     */
    public OriginCheck(
            List<String> allowedOrigins,
            boolean allowLoopbackOrigins,
            List<String> allowedHosts,
            Optional<URI> publicUrl) {
        this.allowedOrigins = List.copyOf(allowedOrigins);
        this.allowLoopbackOrigins = allowLoopbackOrigins;
        this.publicOrigin = publicUrl.map(Authorities::origin);
        this.hostCheck =
                new HostCheck(
                        List.copyOf(allowedHosts), publicOrigin.flatMap(Authorities::ofOrigin));
    }

    @Override
    public void process(Exchange exchange) {
        DoorRequest request = DoorRequest.of(exchange);
        Verdict host = hostCheck.verdict(request.authority(), request.arrivedOnLoopback());
        if (host == Verdict.FOREIGN) {
            refuse(
                    exchange,
                    "The Host of this request is not one the gateway answers to. Call it by a name"
                            + " listed in GATEWAY_ALLOWED_HOSTS, by the host of"
                            + " GATEWAY_PUBLIC_URL, or on its own machine as localhost.");
            return;
        }
        List<String> origins = request.headers(HttpHeaders.ORIGIN);
        if (!origins.isEmpty()) {
            String origin = origins.get(0).toLowerCase(Locale.ROOT);
            if (origins.size() > 1 || !isAllowed(origin, request, host)) {
                refuse(
                        exchange,
                        "Web pages of this Origin may not call the gateway. Whoever runs it can"
                                + " list the origin in GATEWAY_ALLOWED_ORIGINS.");
                return;
            }
            letIn(origins.get(0), request);
        }
        if (request.method().equals("OPTIONS")) {
            DoorAnswer.noContent().with(HttpHeaders.ALLOW, methods(request)).endRoute(exchange);
        }
    }

    private boolean isAllowed(String origin, DoorRequest request, Verdict host) {
        if (allowedOrigins.contains(origin) || publicOrigin.filter(origin::equals).isPresent()) {
            return true;
        }
        Optional<String> authority = Authorities.ofOrigin(origin);
        boolean loopback = authority.filter(Authorities::isLoopback).isPresent();
        boolean sameHost = host == Verdict.OURS && authority.equals(request.authority());
        return sameHost || loopback && allowLoopbackOrigins;
    }

    private static void letIn(String origin, DoorRequest request) {
        request.putResponseHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        request.putResponseHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        request.putResponseHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
        if (request.header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD).isPresent()) {
            request.putResponseHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods(request));
            // Echoed, because Mcp-Param-* names cannot be listed and * leaves Authorization out.
            request.header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS)
                    .filter(names -> names.matches(HEADER_NAMES))
                    .ifPresent(
                            names ->
                                    request.putResponseHeader(
                                            HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, names));
            request.putResponseHeader(
                    HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_LIFETIME_SECONDS);
        }
    }

    private static String methods(DoorRequest request) {
        return request.allowedMethods().orElse(METHODS_OF_MCP);
    }

    private static void refuse(Exchange exchange, String message) {
        DoorAnswer.refusal(HttpStatus.FORBIDDEN, message).endRoute(exchange);
    }
}
