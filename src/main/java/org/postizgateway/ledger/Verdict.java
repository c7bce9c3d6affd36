package org.postizgateway.ledger;

/** What a failed call proves about its side effect. */
public enum Verdict {
    /** Postiz certainly did nothing: the call may be sent again. */
    DID_NOT_HAPPEN,
    /** Postiz refused the request: nothing happened, and the same request will be refused again. */
    REJECTED,
    /** It may or may not have happened: it must not be sent again before someone has looked. */
    UNCLEAR
}
