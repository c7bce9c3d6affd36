package org.postizgateway.sandbox.state;

/** Where a post is in its life; the names are those on the wire. */
public enum PostState {
    DRAFT,
    QUEUE,
    PUBLISHED,
    ERROR
}
