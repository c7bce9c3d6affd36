package org.postizgateway.ledger.call;

import java.util.Optional;

/**
 * One of the things that a call asks for.
 *
 * @param position inside the request that is sent
 * @param fingerprint SHA-256 over tenant, tool and content; equal items have equal fingerprints
 * @param locked whether no identical item may be sent
 * @param post id that Postiz gave to the post that it is about, where its request or its result
 *     names one
 * @param result JSON
 */
public record CallItem(
        int position,
        String fingerprint,
        boolean locked,
        CallState state,
        Optional<String> post,
        Optional<String> result) {

    CallItem ended(Ending.Item ending) {
        boolean counts = ending.state().mayFollow().contains(state);
        boolean cancelled = state == CallState.CANCELLED;
        return counts
                ? new CallItem(
                        position,
                        fingerprint,
                        locked && ending.state() == CallState.UNKNOWN,
                        cancelled ? state : ending.state(),
                        post.or(ending::post),
                        ending.result().or(() -> result))
                : this;
    }
}
