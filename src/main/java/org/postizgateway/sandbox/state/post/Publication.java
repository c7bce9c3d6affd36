package org.postizgateway.sandbox.state.post;

import java.time.Instant;

/**
 * A post that a network got.
 *
 * @param content HTML as it was stored then
 * @param at when it went out
 */
public record Publication(String postId, String channelId, String content, Instant at) {}
