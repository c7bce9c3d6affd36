package org.postizgateway.ledger;

/** Exchange properties that the ledger's policies read and set. */
public final class CallProperties {

    /** Read, required: keyed hash of the caller's credential. */
    public static final String TENANT = "PostizTenant";

    /** Read: the caller's address; without it the call is one of the gateway's own. */
    public static final String CLIENT_ADDRESS = "PostizClientAddress";

    /** Read: W3C trace id (32 hexadecimal digits) where the call belongs to a trace. */
    public static final String TRACE_ID = "CamelMcpTraceId";

    /** Read: the caller's credential. Kept in memory only. */
    public static final String API_KEY = "PostizApiKey";

    /** Read: base URL of the Postiz that the credential is of; unset for the default one. */
    public static final String URL = "PostizUrl";

    /** Read: name of the tool that was called; without it the route's id is taken for it. */
    public static final String TOOL = "CamelMcpTool";

    /** Read: {@code true} sends the call even though an identical one was answered before. */
    public static final String ALLOW_DUPLICATE = "PostizAllowDuplicate";

    /**
     * The argument that carries {@link #ALLOW_DUPLICATE} in a request body. It takes no part in the
     * fingerprint.
     */
    public static final String ALLOW_DUPLICATE_ARGUMENT = "allowDuplicate";

    /**
     * Read: name of the quota that Postiz counts the request against, such as {@code creates};
     * without it Postiz counts it against none. Tools of the same name share the quota.
     */
    public static final String QUOTA = "PostizQuota";

    /** Read: its presence says that the caller listens for progress. */
    public static final String PROGRESS_TOKEN = "CamelMcpProgressToken";

    /** Read: {@code true} when the caller takes a handle to ask for the result with. */
    public static final String TAKES_TASKS = "CamelMcpTakesTasks";

    /** Read: a {@code CompletionStage} that completes when the caller stops waiting. */
    public static final String CANCELLATION = "CamelMcpCancellation";

    /**
     * Read: a {@code Supplier} of the {@code Duration} for which the caller has waited until now;
     * without it the exchange tells.
     */
    public static final String WAITED = "CamelMcpWaited";

    /**
     * Read: a {@code CompletionStage} of Boolean that completes when it is known whether the answer
     * was written to the caller's connection without an error; without it an exchange that ends is
     * taken for an answer that was.
     */
    public static final String ANSWERED = "CamelMcpAnswered";

    /**
     * Read: a {@code BooleanSupplier} that says whether a change may begin; it may not when the
     * call was given up. Without it one may.
     */
    public static final String BEGIN_CHANGES = "CamelMcpBeginChanges";

    /** Removed when the ledger finds that a failed call succeeded after all. */
    public static final String MCP_ERROR = "CamelMcpError";

    /** Set: id of the call in the ledger. */
    public static final String CALL_ID = "PostizLedgerId";

    /** Set: {@code none}, {@code done}, {@code partly}, {@code unknown} or {@code running}. */
    public static final String OUTCOME = "PostizOutcome";

    /**
     * Set: a list with a map for each item of the request: {@code outcome} as above, {@code
     * result}, {@code message} without one, {@code duplicate}, {@code callId}, and {@code
     * sentPosition} in the request that was sent.
     */
    public static final String ITEMS = "PostizItems";

    /**
     * Set for the steps: {@code true} until the first call to Postiz, which was counted already.
     */
    public static final String COUNTED = "PostizCounted";

    /** Set for the steps: how many items of the request are sent, as others are known already. */
    public static final String SENT_ITEMS = "PostizSentItems";

    /** Set: {@code true} when the body is the answer of an earlier identical call. */
    public static final String REPEATED = "PostizRepeated";

    /** Set with {@link #REPEATED}: when that call was answered, ISO 8601. */
    public static final String FIRST_ANSWERED_AT = "PostizFirstAnsweredAt";

    /** Set: {@code true} when the result was found in Postiz after the call itself had failed. */
    public static final String RECONCILED = "PostizReconciled";

    /**
     * Set by the steps' classifier and handed to a caller whose call has no result: HTTP status of
     * the failure, 0 without one.
     */
    public static final String UPSTREAM_STATUS = "PostizUpstreamStatus";

    /** Set: id of the generation, the same as {@link #CALL_ID}. */
    public static final String JOB_ID = "PostizJobId";

    /**
     * Set: {@code done}, {@code running} when the body tells how to ask for the result, or the
     * state in which the job ended without one.
     */
    public static final String JOB_STATUS = "PostizJobStatus";

    private CallProperties() {}
}
