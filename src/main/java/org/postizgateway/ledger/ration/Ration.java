package org.postizgateway.ledger.ration;

import java.time.Duration;

/**
 * How many more calls Postiz said it accepts.
 *
 * @param remaining calls, 0 or more
 * @param resets after which time it accepts a full ration again
 */
public record Ration(int remaining, Duration resets) {}
