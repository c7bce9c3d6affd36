package org.postizgateway.mcp.protocol;

/** A family of protocol revisions that share a life cycle and a use of HTTP. */
public interface ProtocolEra {

    /** Whether a posted message is to be served by this family. */
    boolean speaks(HttpCall http, JsonRpc message);

    /** Serves a posted message and ends the call. */
    void post(HttpCall http, JsonRpc message);
}
