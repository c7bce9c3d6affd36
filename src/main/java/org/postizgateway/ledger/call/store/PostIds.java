package org.postizgateway.ledger.call.store;

import java.util.Collection;
import java.util.List;

/** Ids of posts as routes hand them over. */
final class PostIds {

    private PostIds() {}

    /**
     * @param ids a collection of them, or one; null is the text {@code null}, which Camel takes for
     *     no value where a route hands it to a method
     */
    static List<String> of(Object ids) {
        Collection<?> several =
                ids instanceof Collection<?> all ? all : List.of(String.valueOf(ids));
        return several.stream().map(String::valueOf).distinct().toList();
    }
}
