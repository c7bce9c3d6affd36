package org.postizgateway.mcp.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.spi.OnCamelContextStopping;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.LifecycleStrategySupport;
import org.postizgateway.mcp.CallListener;
import org.postizgateway.mcp.feature.EndpointOptions;
import org.postizgateway.mcp.feature.FeatureRegistry;
import org.postizgateway.mcp.feature.Toolsets;
import org.postizgateway.mcp.limit.LimitListener;
import org.postizgateway.mcp.limit.Shares;
import org.postizgateway.mcp.method.FeatureMethods;
import org.postizgateway.mcp.protocol.ServerSettings;
import org.postizgateway.mcp.tool.Tool;

/**
 * Serves one HTTP request of the MCP endpoint: the exchange holds the request as an HTTP consumer
 * left it and afterwards the answer.
 */
@UriEndpoint(
        firstVersion = "4.18.0",
        scheme = "mcp-server",
        title = "MCP Server",
        syntax = "mcp-server:name",
        producerOnly = true,
        category = Category.AI)
public class McpServerEndpoint extends DefaultEndpoint {

    @UriPath(description = "Name of the server, which clients are told")
    private final String name;

    @UriParam(description = "Comma-separated tags of the features offered; all when unset")
    private String tags;

    @UriParam(description = "Comma-separated tags that are toolsets, among which callers choose")
    private String toolsets;

    @UriParam(description = "Comma-separated toolsets that are served; all when unset")
    private String servedToolsets;

    @UriParam(description = "Comma-separated names of exchange properties handed to feature routes")
    private String exchangeProperties;

    @UriParam(description = "Version of the server, which clients are told", defaultValue = "1.0.0")
    private String version = "1.0.0";

    @UriParam(description = "How to use the features together, written for a model")
    private String instructions;

    @UriParam(description = "Most entries in one page of a list", defaultValue = "100")
    private int pageSize = 100;

    @UriParam(description = "Largest body taken, in bytes", defaultValue = "4194304")
    private int maxBodySize = 4 * 1024 * 1024;

    @UriParam(description = "How long an unused session lives, in ms", defaultValue = "1800000")
    private long sessionTimeout = Duration.ofMinutes(30).toMillis();

    @UriParam(
            description =
                    "Most sessions kept, and most streams and tasks; the least used of the caller with"
                            + " the most goes first",
            defaultValue = "10000")
    private int maxSessions = 10_000;

    @UriParam(
            description = "Most sessions of one caller, and most streams and tasks",
            defaultValue = "500")
    private int maxPerCaller = 500;

    @UriParam(
            description = "How long a caller may take to answer a question, in ms",
            defaultValue = "600000")
    private long clientRequestTimeout = Duration.ofMinutes(10).toMillis();

    @UriParam(
            description =
                    "How long a call may take, such as 50s, until it is answered that it was given up;"
                            + " time for questions to the caller aside. 0 for no limit",
            defaultValue = "50s")
    private Duration callTimeout = Duration.ofSeconds(50);

    @UriParam(
            description = "Quiet time after which a comment is streamed, in ms",
            defaultValue = "15000")
    private long keepAliveInterval = Duration.ofSeconds(15).toMillis();

    @UriParam(
            description = "For how long a list may be taken as current, in ms",
            defaultValue = "60000")
    private long listTtl = Duration.ofMinutes(1).toMillis();

    @UriParam(
            description = "How long a task is kept after its creation, in ms",
            defaultValue = "3600000")
    private long taskTtl = Duration.ofHours(1).toMillis();

    private ServerState state;
    private final LifecycleStrategy beforeContextStops =
            LifecycleStrategySupport.adapt((OnCamelContextStopping) context -> state.endStreams());
    private boolean stateIsShared;
    private Eras eras;
    private Toolsets offered = Toolsets.EVERY;

    public McpServerEndpoint(String uri, McpServerComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        offered = Toolsets.of(toolsets, servedToolsets);
        findState();
        FeatureRegistry registry = FeatureRegistry.of(getCamelContext());
        Set<String> tagged = FeatureRegistry.tags(tags);
        ServerSettings settings =
                new ServerSettings(
                        name,
                        version,
                        instructions,
                        tagged,
                        Duration.ofMillis(clientRequestTimeout),
                        Duration.ofMillis(listTtl));
        eras =
                Eras.of(
                        settings,
                        new FeatureMethods(
                                registry,
                                tagged,
                                pageSize,
                                callTimeout,
                                getCamelContext().getRegistry().findByType(CallListener.class)),
                        state,
                        getCamelContext(),
                        ((McpServerComponent) getComponent()).stateSecretBytes());
        if (!stateIsShared) {
            state.serve(FeatureRegistry.of(getCamelContext()), Set.of(tagged), bounds());
        }
    }

    private void findState() {
        ServerStates shared = getCamelContext().getRegistry().findSingleByType(ServerStates.class);
        stateIsShared = shared != null;
        if (stateIsShared) {
            state = shared.of(name, bounds());
        } else {
            var limits = getCamelContext().getRegistry().findByType(LimitListener.class);
            state = new ServerState(name, bounds(), LimitListener.all(limits));
            // What callers are asked and what they listen to would keep the context from stopping.
            getCamelContext().addLifecycleStrategy(beforeContextStops);
        }
    }

    ServerState.Bounds bounds() {
        return new ServerState.Bounds(
                Duration.ofMillis(sessionTimeout),
                new Shares.Bounds(maxPerCaller, maxSessions),
                Duration.ofMillis(keepAliveInterval),
                Duration.ofMillis(taskTtl));
    }

    String name() {
        return name;
    }

    Set<String> tags() {
        return FeatureRegistry.tags(tags);
    }

    @Override
    protected void doStop() throws Exception {
        state.withdraw(FeatureRegistry.of(getCamelContext()));
        if (!stateIsShared) {
            getCamelContext().getLifecycleStrategies().remove(beforeContextStops);
            state.close();
        }
        super.doStop();
    }

    @Override
    public Producer createProducer() {
        List<String> carried =
                exchangeProperties == null ? List.of() : EndpointOptions.list(exchangeProperties);
        return new McpServerProducer(this, carried);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "mcp-server serves requests that a route hands to it; start the route at an HTTP consumer");
    }

    Toolsets toolsets() {
        return offered;
    }

    Eras eras() {
        return eras;
    }

    /** Name of the tool that callers call by a name; empty when it is not among those offered. */
    Optional<String> tool(String called, Toolsets offered) {
        return eras.methods().tools().find(called, offered).map(Tool::id);
    }

    /** Event streams open now. */
    public long getStreamCount() {
        return state == null ? 0 : state.keepAlive().streams();
    }

    /** Sessions kept now. */
    public long getSessionCount() {
        return state == null ? 0 : state.sessions().count();
    }

    public int getMaxBodySize() {
        return maxBodySize;
    }

    public void setTags(String tags) {
        this.tags = tags;
    }

    public void setToolsets(String toolsets) {
        this.toolsets = toolsets;
    }

    public void setServedToolsets(String servedToolsets) {
        this.servedToolsets = servedToolsets;
    }

    public void setExchangeProperties(String exchangeProperties) {
        this.exchangeProperties = exchangeProperties;
    }

    public void setVersion(String version) {
        this.version = version;
    }

    public void setInstructions(String instructions) {
        this.instructions = instructions;
    }

    public void setPageSize(int pageSize) {
        this.pageSize = pageSize;
    }

    public void setMaxBodySize(int maxBodySize) {
        this.maxBodySize = maxBodySize;
    }

    public void setSessionTimeout(long sessionTimeout) {
        this.sessionTimeout = sessionTimeout;
    }

    public void setMaxPerCaller(int maxPerCaller) {
        this.maxPerCaller = maxPerCaller;
    }

    public void setMaxSessions(int maxSessions) {
        this.maxSessions = maxSessions;
    }

    public void setClientRequestTimeout(long clientRequestTimeout) {
        this.clientRequestTimeout = clientRequestTimeout;
    }

    public void setTaskTtl(long taskTtl) {
        this.taskTtl = taskTtl;
    }

    public void setListTtl(long listTtl) {
        this.listTtl = listTtl;
    }

    public void setKeepAliveInterval(long keepAliveInterval) {
        this.keepAliveInterval = keepAliveInterval;
    }

    public void setCallTimeout(Duration callTimeout) {
        this.callTimeout = callTimeout;
    }
}
