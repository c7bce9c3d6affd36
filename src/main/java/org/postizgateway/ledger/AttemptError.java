package org.postizgateway.ledger;

import java.time.Instant;

/**
 * One failed attempt.
 *
 * @param attempt counted from 1
 * @param message what failed, free of credentials
 */
public record AttemptError(int attempt, Instant at, Reason reason, String message) {}
