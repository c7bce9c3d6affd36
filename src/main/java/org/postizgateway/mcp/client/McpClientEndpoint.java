package org.postizgateway.mcp.client;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * One way of talking back to the caller. Outside a call that came through {@code mcp-server} it
 * fails.
 */
@UriEndpoint(
        firstVersion = "4.18.0",
        scheme = "mcp-client",
        title = "MCP Client",
        syntax = "mcp-client:operation",
        producerOnly = true,
        category = Category.AI)
public class McpClientEndpoint extends DefaultEndpoint {

    private static final List<String> LEVELS =
            Stream.of(McpSchema.LoggingLevel.values())
                    .map(level -> level.name().toLowerCase(Locale.ROOT))
                    .toList();

    @UriPath(description = "What to do")
    private final ClientOperation operation;

    @UriParam(
            description =
                    "progress: how far the work is; must increase. Counts up by one when unset")
    private Double progress;

    @UriParam(description = "progress: where the work ends; left out when unknown")
    private Double total;

    @UriParam(description = "progress, elicit: text for a person")
    private String message;

    @UriParam(description = "log: RFC 5424 level in lower case", defaultValue = "info")
    private String level = "info";

    @UriParam(description = "log: name of the logger")
    private String logger;

    @UriParam(description = "elicit: JSON Schema of the answer, inline or as a resource reference")
    private String requestedSchema;

    @UriParam(description = "sample: most tokens the model may answer with", defaultValue = "1000")
    private int maxTokens = 1000;

    @UriParam(description = "sample: system prompt")
    private String systemPrompt;

    @UriParam(description = "elicit, sample, roots: name of the question within the call")
    private String key;

    @UriParam(
            description =
                    "updated: URI of the resource that changed; of a template, all that it describes"
                            + " may have")
    private String resourceUri;

    @UriParam(
            description =
                    "updated: tells nobody but the caller, to whom the resource is another one than"
                            + " to others")
    private boolean callerOnly;

    @UriParam(
            description = "task: id of a task that a TaskStore keeps; this call itself when unset")
    private String taskId;

    public McpClientEndpoint(String uri, McpClientComponent component, ClientOperation operation) {
        super(uri, component);
        this.operation = operation;
    }

    @Override
    public Producer createProducer() {
        return switch (operation) {
            case progress -> new ProgressProducer(this);
            case log -> new LogProducer(this);
            case task -> new TaskProducer(this);
            case updated -> new UpdatedProducer(this);
            case elicit, sample, roots, input -> new AskProducer(this, Question.of(this));
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("mcp-client is for sending only");
    }

    public ClientOperation getOperation() {
        return operation;
    }

    public Double getProgress() {
        return progress;
    }

    public void setProgress(Double progress) {
        this.progress = progress;
    }

    public Double getTotal() {
        return total;
    }

    public void setTotal(Double total) {
        this.total = total;
    }

    public String getMessage() {
        return message;
    }

    public void setMessage(String message) {
        this.message = message;
    }

    public String getLevel() {
        return level;
    }

    /**
     * @throws IllegalArgumentException when it is none of RFC 5424
     */
    public void setLevel(String level) {
        if (!LEVELS.contains(level)) {
            throw new IllegalArgumentException("level must be one of " + String.join(", ", LEVELS));
        }
        this.level = level;
    }

    public String getLogger() {
        return logger;
    }

    public void setLogger(String logger) {
        this.logger = logger;
    }

    public String getRequestedSchema() {
        return requestedSchema;
    }

    public void setRequestedSchema(String requestedSchema) {
        this.requestedSchema = requestedSchema;
    }

    public int getMaxTokens() {
        return maxTokens;
    }

    public void setMaxTokens(int maxTokens) {
        this.maxTokens = maxTokens;
    }

    public String getSystemPrompt() {
        return systemPrompt;
    }

    public void setSystemPrompt(String systemPrompt) {
        this.systemPrompt = systemPrompt;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getTaskId() {
        return taskId;
    }

    public void setTaskId(String taskId) {
        this.taskId = taskId;
    }

    public String getResourceUri() {
        return resourceUri;
    }

    public boolean isCallerOnly() {
        return callerOnly;
    }

    public void setCallerOnly(boolean callerOnly) {
        this.callerOnly = callerOnly;
    }

    public void setResourceUri(String resourceUri) {
        this.resourceUri = resourceUri;
    }
}
