package org.postizgateway.mcp.http;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The HTTP response of a front-door exchange, for a producer that streams it instead of leaving a
 * body. An HTTP consumer that supports streaming sets it as the exchange property {@link
 * #PROPERTY}; once it is {@link #open opened}, the consumer leaves the response alone.
 */
public interface ResponseChannel {

    /** Exchange property that holds the channel. */
    String PROPERTY = "CamelMcpResponseChannel";

    /** Sends the head of the response; what follows is written with {@link #write}. */
    void open(int status, Map<String, String> headers);

    /** Whether the head was sent. */
    boolean isOpen();

    /**
     * Sends a piece of the body at once.
     *
     * @return false when it was not sent because the peer is gone or does not keep up reading
     */
    boolean write(String text);

    /** Ends the response. */
    void end();

    /** Completes when the response has ended or the peer has left. */
    CompletionStage<Void> closed();

    /**
     * Completes when nothing more of the response will be written: with true when all of it went
     * out to the connection without an error, with false when the peer was gone or the exchange
     * failed. That the peer has read it, it does not say.
     */
    CompletionStage<Boolean> written();
}
