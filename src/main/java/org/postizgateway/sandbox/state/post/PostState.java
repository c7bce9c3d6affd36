package org.postizgateway.sandbox.state.post;

/** Where a post is in its life; the names are those on the wire. */
public enum PostState {
    DRAFT,
    QUEUE,
    PUBLISHED,
    ERROR
}
