package org.postizgateway.postiz.preflight.finding;

/**
 * Something wrong inside one post.
 *
 * @param field as {@code settings.title} or {@code postsAndComments[0].content}
 * @param reason follows the field in a sentence: {@code is required}
 */
public record FieldProblem(String field, String reason) {}
