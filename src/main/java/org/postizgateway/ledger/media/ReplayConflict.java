package org.postizgateway.ledger.media;

/** A dead letter cannot be replayed as it stands. The message says why. */
public final class ReplayConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ReplayConflict(String message) {
        super(message);
    }
}
