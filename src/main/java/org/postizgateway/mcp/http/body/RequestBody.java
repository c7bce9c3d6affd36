package org.postizgateway.mcp.http.body;

import java.util.concurrent.CompletionStage;

/**
 * The body of a request that is being served from its head on, for a producer that reads it once it
 * knows who is calling. An HTTP consumer that leaves the body unread sets it as the exchange
 * property {@link #PROPERTY}.
 */
@FunctionalInterface
public interface RequestBody {

    /** Exchange property that holds the body. */
    String PROPERTY = "CamelMcpRequestBody";

    /**
     * Reads the body. May be called once.
     *
     * @param owner whose share of the bytes in memory and of the threads it counts on; empty when
     *     nobody knows who is calling
     * @return completes on a thread that may block, with the bytes or with a {@link
     *     BodyRefusedException}, which is also what is left of a caller who hung up
     */
    CompletionStage<byte[]> read(String owner);
}
