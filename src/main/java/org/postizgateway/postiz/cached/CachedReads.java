package org.postizgateway.postiz.cached;

import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What all cached reads share, of all configurations that serve one after the other.
 *
 * @param known their answers
 * @param hash of a credential, for what must not hold one
 * @param isOutage whether a read failed because Postiz cannot be asked, so that an old answer is
 *     better than none
 * @param told of each read, with the id of its route and one of {@code hit}, {@code shared} (with a
 *     request of another call), {@code miss} and {@code stale}
 * @param goingOn runs what is left of a route after it has waited; may be blocked
 */
public record CachedReads(
        KnownReads known,
        UnaryOperator<String> hash,
        Predicate<Throwable> isOutage,
        BiConsumer<String, String> told,
        Executor goingOn) {}
