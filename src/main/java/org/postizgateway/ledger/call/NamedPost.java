package org.postizgateway.ledger.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.ledger.JsonBody;

/** Which post an item is about, by the id that Postiz gave it. */
public final class NamedPost {

    private static final int LONGEST = 200;
    private static final String IN_RESULT = "postId";

    private NamedPost() {}

    /** The post that a request changes: its {@code id}. */
    public static Optional<String> inRequest(Object body) {
        return body instanceof Map<?, ?> request ? text(request.get("id")) : Optional.empty();
    }

    /** The post that an entry of a create saves anew: {@code id} of its first value. */
    public static Optional<String> inEntry(Object entry) {
        return entry instanceof Map<?, ?> post
                        && post.get("value") instanceof List<?> values
                        && !values.isEmpty()
                ? inRequest(values.get(0))
                : Optional.empty();
    }

    /**
     * The post that a result tells of.
     *
     * @param result JSON
     */
    public static Optional<String> inResult(String result) {
        return result.contains(IN_RESULT) && JsonBody.read(result) instanceof Map<?, ?> post
                ? text(post.get(IN_RESULT))
                : Optional.empty();
    }

    /** Longer ones are no ids of Postiz. */
    private static Optional<String> text(Object id) {
        return id instanceof String text && !text.isEmpty() && text.length() <= LONGEST
                ? Optional.of(text)
                : Optional.empty();
    }
}
