package org.postizgateway.mcp.http.body;

import org.postizgateway.mcp.http.head.Refusal;

/** A body is not taken. */
public final class BodyRefusedException extends Exception {

    private final transient Refusal refusal;

    public BodyRefusedException(Refusal refusal) {
        super(refusal.reason(), null, false, false);
        this.refusal = refusal;
    }

    /** What the caller is told. */
    public Refusal refusal() {
        return refusal;
    }
}
