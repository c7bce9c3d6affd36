package org.postizgateway.sandbox.state.post;

import java.time.Instant;

/** What Postiz told the users of an organization about a post. */
public record Notification(String id, String organizationId, String content, Instant createdAt) {}
