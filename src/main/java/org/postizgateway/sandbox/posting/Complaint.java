package org.postizgateway.sandbox.posting;

/**
 * Why a post is not taken.
 *
 * @param empty whether it is that the post has no content; this one applies to drafts too
 */
public record Complaint(String text, boolean empty) {}
