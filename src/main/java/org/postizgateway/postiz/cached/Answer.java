package org.postizgateway.postiz.cached;

import java.time.Duration;

/**
 * What Postiz answered.
 *
 * @param value maps, lists and scalars that nobody changes
 * @param bytes that it takes of the heap, estimated
 * @param askedAt when the request for it began, in nanoseconds of the ticker
 * @param kept how long after that it is of any use
 */
record Answer(Object value, long bytes, long askedAt, Duration kept) {

    /** A copy that its owner may change. */
    Object copy() {
        return JsonTree.copy(value);
    }
}
