package org.postizgateway.mcp.http;

/**
 * Told of each request to the front door when its answer is complete or the caller has left. Every
 * one in Camel's registry is told, on a thread that must not be blocked.
 */
@FunctionalInterface
public interface RequestListener {

    void answered(AnsweredRequest request);
}
