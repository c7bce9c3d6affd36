package org.postizgateway.mcp.http.head;

/** A request is written in a version of HTTP that is not spoken. */
public final class UnknownVersionException extends Exception {

    public UnknownVersionException(String version) {
        super(version, null, false, false);
    }
}
