package org.postizgateway.mcp;

/** Names of the exchange properties that the MCP components read and set. */
public final class McpConstants {

    /**
     * {@link java.security.Principal} of the caller; set by a front-door route before {@code
     * mcp-server}.
     */
    public static final String PRINCIPAL = "CamelMcpPrincipal";

    /** {@link McpClient} of the call; set on the exchange of a feature route. */
    public static final String CLIENT = "CamelMcpClient";

    /**
     * {@link java.util.concurrent.CompletionStage} that completes when the caller cancels or
     * leaves.
     */
    public static final String CANCELLATION = "CamelMcpCancellation";

    /**
     * {@link java.util.concurrent.CompletionStage} of Boolean that completes when it is known
     * whether the result of the route was written to the caller's connection without an error.
     */
    public static final String ANSWERED = "CamelMcpAnswered";

    /**
     * {@link java.util.function.Supplier} of the {@link java.time.Duration} for which the caller
     * has waited for the answer until now: since the request arrived, without the time in which it
     * was asked itself.
     */
    public static final String WAITED = "CamelMcpWaited";

    /**
     * The progress token of the call (String or Number); absent when the caller asked for no
     * progress.
     */
    public static final String PROGRESS_TOKEN = "CamelMcpProgressToken";

    /**
     * JSON Schema of the result (Map), where the tool declares one; set on the exchange of its
     * route.
     */
    public static final String OUTPUT_SCHEMA = "CamelMcpOutputSchema";

    /**
     * {@link java.util.function.BooleanSupplier} that a route asks before it begins to change
     * something: false when the call was given up meanwhile, and its caller told that nothing was
     * changed. Set on the exchange of a tool's route.
     */
    public static final String BEGIN_CHANGES = "CamelMcpBeginChanges";

    /**
     * {@link java.util.function.BooleanSupplier}: whether the call certainly has changed nothing so
     * far. Set on the exchange of a tool's route.
     */
    public static final String UNCHANGED = "CamelMcpUnchanged";

    /** A sentence for the model (String); set by a feature route whose call failed. */
    public static final String ERROR = "CamelMcpError";

    /**
     * What a model reads of a structured result in place of its JSON (String); set by a feature
     * route whose result is more than a model needs.
     */
    public static final String TEXT = "CamelMcpText";

    /**
     * What the result says of itself when it is not of this moment (Map), as the field {@code
     * stale} of a structured result, otherwise as a text beside it; set by a feature route.
     */
    public static final String STALE = "CamelMcpStale";

    /**
     * Whether the caller wants nothing that was kept (Boolean): its request said {@code
     * Cache-Control: no-cache} (RFC 9111, section 5.2.1.4). Set on the exchange of a feature route
     * then.
     */
    public static final String NO_CACHE = "CamelMcpNoCache";

    /**
     * Sentences on arguments that do not fit the schema of the tool (List of String); set on the
     * exchange of a tool that has {@code invalidArguments=passed}.
     */
    public static final String INVALID_ARGUMENTS = "CamelMcpInvalidArguments";

    /**
     * What the caller declared it can do ({@code ClientCapabilities} as a Map); set on the exchange
     * of a feature route.
     */
    public static final String CLIENT_CAPABILITIES = "CamelMcpClientCapabilities";

    /** Whether the caller takes a task handle (Boolean); set on the exchange of a feature route. */
    public static final String TAKES_TASKS = "CamelMcpTakesTasks";

    /**
     * Whether the call failed because the caller's credential is not valid any more (Boolean); set
     * by a feature route, so that the front door can ask for another one.
     */
    public static final String UNAUTHORIZED = "CamelMcpUnauthorized";

    /**
     * Whether the call failed because of what the caller gave (Boolean); set by a feature route. A
     * resource or a prompt that cannot be served for it is answered with invalid params then, and
     * not with an internal error.
     */
    public static final String INVALID_INPUT = "CamelMcpInvalidInput";

    /**
     * Seconds after which the call would be taken (Integer); set by a feature route that refused
     * the call because its caller asks for too much. The answer is 429 then, where it is no stream
     * yet.
     */
    public static final String RETRY_AFTER = "CamelMcpRetryAfter";

    /**
     * JSON-RPC code (Integer); set by a feature route beside {@link #ERROR} to make the failure one
     * of the protocol instead of a result.
     */
    public static final String ERROR_CODE = "CamelMcpErrorCode";

    /**
     * Why the caller could not be asked (RuntimeException); set by {@code mcp-client}, which stops
     * the route then.
     */
    public static final String UNANSWERED = "CamelMcpUnanswered";

    /**
     * Name of the tool that was called (String), {@code unknown} when there is none with that name;
     * set on the exchanges of the front door and of the tool's route.
     */
    public static final String TOOL = "CamelMcpTool";

    /**
     * W3C trace context of the front door (Map of header name to value); handed to the exchange of
     * a feature route.
     */
    public static final String TRACE_CONTEXT = "CamelMcpTraceContext";

    /** W3C trace id (32 hexadecimal digits) of a call of a feature, where it belongs to a trace. */
    public static final String TRACE_ID = "CamelMcpTraceId";

    /**
     * Comma-separated toolsets (String) that a front door serves in place of those that the server
     * is told to; set by a front-door route. The server leaves a {@link
     * org.postizgateway.mcp.feature.Toolsets} there.
     */
    public static final String TOOLSETS = "CamelMcpToolsets";

    /**
     * The query parameter {@code toolsets} (String): which of the served toolsets a caller wants
     * that can be given only a URL. Absent when there is none.
     */
    public static final String TOOLSETS_PARAMETER = "CamelMcpToolsetsParameter";

    /**
     * OAuth scopes (Collection of String) that the caller was granted; set by a front-door route
     * whose callers have any. Features are called with {@link #READ} or {@link #WRITE} only then.
     */
    public static final String SCOPES = "CamelMcpScopes";

    /** Scope for tools that change nothing ({@code readOnlyHint}), resources and prompts. */
    public static final String READ = "mcp:read";

    /** Scope for all other tools. */
    public static final String WRITE = "mcp:write";

    private McpConstants() {}
}
