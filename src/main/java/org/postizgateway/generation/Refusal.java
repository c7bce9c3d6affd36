package org.postizgateway.generation;

import java.time.Instant;
import java.util.List;
import org.postizgateway.generation.set.Problem;

/**
 * A set that does not serve, and why.
 *
 * @param hash of the set; empty when it could not even be read
 */
public record Refusal(String hash, Instant at, List<Problem> problems) {}
