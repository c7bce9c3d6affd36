package org.postizgateway.generation;

import org.apache.camel.CamelContext;

/** Turns callers to the routes of a Camel context, in place of those of another. */
public interface Switch {

    /** From the next request on, callers meet the routes of this context. */
    void to(CamelContext context);

    /** Requests on their way into a context that it does not count among its exchanges yet. */
    int entering(CamelContext context);

    /** A context has ended or never served; nothing of it need be kept. */
    void forget(CamelContext context);
}
