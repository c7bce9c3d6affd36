package org.postizgateway.mcp.protocol;

import java.security.Principal;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.postizgateway.mcp.CallRecord;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.feature.Toolsets;
import org.postizgateway.mcp.feature.TraceContext;
import org.postizgateway.mcp.http.ResponseChannel;
import org.postizgateway.mcp.http.body.RequestBody;

/** One HTTP request to the MCP endpoint and the way to answer it. */
public final class HttpCall {

    private static final String JSON = "application/json";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final String EVENT_STREAM = "text/event-stream";

    /** By this name other MCP servers let a client choose too. */
    private static final String TOOLSETS_HEADER = "X-MCP-Toolsets";

    private final Exchange exchange;
    private final AsyncCallback callback;
    private final List<String> carried;
    private final Map<String, String> responseHeaders = new LinkedHashMap<>();
    private final ResponseChannel channel;
    private final AtomicBoolean done = new AtomicBoolean();

    /**
     * @param carried names of the exchange properties that a feature's route gets
     */
    public HttpCall(Exchange exchange, AsyncCallback callback, List<String> carried) {
        this.exchange = exchange;
        this.callback = callback;
        this.carried = carried;
        ResponseChannel streaming =
                exchange.getProperty(ResponseChannel.PROPERTY, ResponseChannel.class);
        this.channel = streaming != null ? streaming : new BufferedResponseChannel(exchange);
    }

    /** A request header, without surrounding white space; null when absent. */
    public String header(String name) {
        String value = exchange.getMessage().getHeader(name, String.class);
        return value == null ? null : value.strip();
    }

    /** Who is calling, as the front door established it. */
    public Optional<Principal> caller() {
        return Optional.ofNullable(exchange.getProperty(McpConstants.PRINCIPAL, Principal.class));
    }

    /** The toolsets that the front-door route fixed; null when it left that to the server. */
    public String doorToolsets() {
        return exchange.getProperty(McpConstants.TOOLSETS, String.class);
    }

    /** The toolsets that the caller wants, by header or else in the URL; null for all served. */
    public String wantedToolsets() {
        String wanted = header(TOOLSETS_HEADER);
        return wanted != null
                ? wanted
                : exchange.getProperty(McpConstants.TOOLSETS_PARAMETER, String.class);
    }

    /** Only tools of these are offered to this caller. */
    public void offer(Toolsets toolsets) {
        exchange.setProperty(McpConstants.TOOLSETS, toolsets);
    }

    /** The tools that are offered to this caller. */
    public Toolsets offered() {
        return exchange.getProperty(McpConstants.TOOLSETS) instanceof Toolsets toolsets
                ? toolsets
                : Toolsets.EVERY;
    }

    /** Notes which tool is called, for those who watch the front door. */
    public void calls(String tool) {
        exchange.setProperty(McpConstants.TOOL, tool);
    }

    /**
     * The exchange properties that a feature's route gets, and the call and trace it belongs to.
     */
    public Map<String, Object> carriedProperties() {
        Map<String, Object> properties = new HashMap<>();
        for (String name : carried) {
            Object value = exchange.getProperty(name);
            if (value != null) {
                properties.put(name, value);
            }
        }
        properties.put(McpConstants.TOOLSETS, offered());
        if (wantsNothingKept()) {
            properties.put(McpConstants.NO_CACHE, true);
        }
        Object scopes = exchange.getProperty(McpConstants.SCOPES);
        if (scopes != null) {
            properties.put(McpConstants.SCOPES, scopes);
        }
        CallRecord.of(exchange).ifPresent(call -> properties.put(CallRecord.PROPERTY, call));
        Map<String, Object> trace = TraceContext.of(exchange.getMessage());
        if (!trace.isEmpty()) {
            properties.put(McpConstants.TRACE_CONTEXT, trace);
        }
        return properties;
    }

    /**
     * The body of the request; empty when there is none.
     *
     * @return fails with a {@link org.postizgateway.mcp.http.body.BodyRefusedException} when the
     *     body is not taken
     */
    public CompletionStage<byte[]> body() {
        Message message = exchange.getMessage();
        // Asked for bytes without a body, Camel looks for a converter of the message itself.
        byte[] body = message.getBody() == null ? null : message.getBody(byte[].class);
        RequestBody unread = exchange.getProperty(RequestBody.PROPERTY, RequestBody.class);
        if (body != null || unread == null) {
            return CompletableFuture.completedFuture(body == null ? new byte[0] : body);
        }
        return unread.read(caller().map(Principal::getName).orElse(""));
    }

    /** The HTTP method in upper case. */
    public String method() {
        return exchange.getMessage().getHeader(Exchange.HTTP_METHOD, "POST", String.class);
    }

    /** Whether the body is declared to be JSON. */
    public boolean hasJsonBody() {
        String type = header(Exchange.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(JSON);
    }

    /** Whether the body is compressed or otherwise encoded. */
    public boolean isEncoded() {
        String encoding = header("Content-Encoding");
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }

    /** How the body is declared to be encoded, as far as it is a token (RFC 9110, section 8.4). */
    public String encoding() {
        String encoding = String.valueOf(header("Content-Encoding"));
        return encoding.matches("[A-Za-z0-9_., -]{1,40}") ? encoding : "of this kind";
    }

    /** Whether the caller takes a JSON document as the answer; true when it does not say. */
    public boolean acceptsJson() {
        return accepted().contain(JSON);
    }

    /** Whether the caller takes an event stream as the answer; true when it does not say. */
    public boolean acceptsEventStream() {
        return accepted().contain(EVENT_STREAM);
    }

    private AcceptedTypes accepted() {
        return new AcceptedTypes(list("Accept"));
    }

    private boolean wantsNothingKept() {
        String directives = list("Cache-Control");
        return directives != null
                && Arrays.stream(directives.split(","))
                        .anyMatch(directive -> directive.strip().equalsIgnoreCase("no-cache"));
    }

    /** A header that is a list, which may stand in several lines; null when absent. */
    private String list(String name) {
        return exchange.getMessage().getHeader(name) instanceof Collection<?> lines
                ? lines.stream().map(String::valueOf).collect(Collectors.joining(","))
                : header(name);
    }

    /** A header of the answer, whatever form that takes. */
    public void addHeader(String name, String value) {
        responseHeaders.put(name, value);
    }

    /** Answers with a JSON document; one to a call that was refused for now says so. */
    public void reply(int status, Map<String, Object> json) {
        Optional<Integer> wait = CallRecord.of(exchange).flatMap(CallRecord::retryAfter);
        wait.ifPresent(seconds -> addHeader("Retry-After", String.valueOf(seconds)));
        respond(wait.isPresent() ? TOO_MANY_REQUESTS : status, JSON, Json.bytes(json));
    }

    /** Answers with a JSON document that is sent at once, not when the exchange is done. */
    void replyAtOnce(Map<String, Object> json) {
        Map<String, String> headers = new LinkedHashMap<>(responseHeaders);
        headers.put("Content-Type", JSON);
        channel.open(200, headers);
        channel.write(Json.write(json));
        channel.end();
        done();
    }

    /** Answers without a body. */
    public void reply(int status) {
        respond(status, null, null);
    }

    private void respond(int status, String contentType, byte[] body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        responseHeaders.forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        if (contentType != null) {
            message.setHeader(Exchange.CONTENT_TYPE, contentType);
        }
        message.setBody(body);
        done();
    }

    /** The answer to a JSON-RPC request, which may yet become a stream. */
    public Answer answer(KeepAlive keepAlive) {
        return new Answer(this, keepAlive);
    }

    /** Answers with an event stream, which goes on until it is closed. */
    public EventStream openEventStream() {
        Map<String, String> headers = new LinkedHashMap<>(responseHeaders);
        headers.put("Content-Type", EVENT_STREAM);
        headers.put("Cache-Control", "no-cache");
        headers.put("X-Accel-Buffering", "no");
        channel.open(200, headers);
        return new EventStream(channel);
    }

    /** Whether the way to the caller allows a stream that outlives the exchange. */
    public boolean canStream() {
        return !(channel instanceof BufferedResponseChannel);
    }

    /** Runs an action when the caller has left or the answer is complete. */
    public void onClosed(Runnable action) {
        channel.closed().thenRun(action);
    }

    /** Whether all of the answer went out to the connection, once that is known. */
    CompletionStage<Boolean> written() {
        return channel.written();
    }

    /** Ends the exchange with a failure of the server. */
    public void fail(Throwable failure) {
        exchange.setException(failure);
        done();
    }

    /** Ends the exchange; a stream that was opened may go on. Further calls do nothing. */
    public void done() {
        if (done.compareAndSet(false, true)) {
            callback.done(false);
        }
    }
}
