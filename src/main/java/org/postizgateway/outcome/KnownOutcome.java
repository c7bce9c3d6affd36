package org.postizgateway.outcome;

/** An exception that says by itself what came of the call. */
public interface KnownOutcome {

    Outcome outcome();
}
