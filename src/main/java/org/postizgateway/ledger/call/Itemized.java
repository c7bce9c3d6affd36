package org.postizgateway.ledger.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.JsonBody;

/**
 * A request and the things that it asks for: the entries of a list in it, whose results come as a
 * list in the same order, or the request as a whole.
 */
public final class Itemized {

    private final Object body;
    private final Optional<String> field;

    private Itemized(Object body, Optional<String> field) {
        this.body = body;
        this.field = field;
    }

    /** A request that is one thing. */
    public static Itemized whole(Object body) {
        return new Itemized(body, Optional.empty());
    }

    /**
     * @param field the list whose entries are the items; a body without it is one thing
     */
    public static Itemized byEntries(Object body, String field) {
        boolean hasEntries =
                body instanceof Map<?, ?> map
                        && map.get(field) instanceof List<?> list
                        && !list.isEmpty();
        return new Itemized(body, hasEntries ? Optional.of(field) : Optional.empty());
    }

    public int count() {
        return field.map(name -> entries(name).size()).orElse(1);
    }

    /** The request as if it asked for this item alone, without what is no part of the content. */
    public Object content(int position) {
        Object reduced = only(List.of(position));
        if (reduced instanceof Map<?, ?> map
                && map.containsKey(CallProperties.ALLOW_DUPLICATE_ARGUMENT)) {
            Map<Object, Object> content = new LinkedHashMap<>(map);
            content.remove(CallProperties.ALLOW_DUPLICATE_ARGUMENT);
            return content;
        }
        return reduced;
    }

    /** The id that Postiz gave to the post that an item changes, if it changes one. */
    public Optional<String> post(int position) {
        return field.isPresent()
                ? NamedPost.inEntry(entries(field.get()).get(position))
                : NamedPost.inRequest(body);
    }

    /** The request for some of the items, in this order. */
    public Object only(List<Integer> positions) {
        if (field.isEmpty() || positions.size() == count()) {
            return body;
        }
        Map<Object, Object> reduced = new LinkedHashMap<>((Map<?, ?>) body);
        reduced.put(field.get(), positions.stream().map(entries(field.get())::get).toList());
        return reduced;
    }

    /**
     * The results of the items of a call, taken out of the answer to it.
     *
     * @return JSON; empty when the answer does not tell of each item
     */
    public Optional<List<String>> results(Object answer) {
        if (field.isEmpty()) {
            return Optional.of(List.of(JsonBody.write(answer)));
        }
        return answer instanceof List<?> list && list.size() == count()
                ? Optional.of(list.stream().map(JsonBody::write).toList())
                : Optional.empty();
    }

    /**
     * The answer made of the results of all items.
     *
     * @param results JSON values, one per item
     */
    public Object answer(List<Object> results) {
        return field.isEmpty() ? results.get(0) : new ArrayList<>(results);
    }

    private List<?> entries(String name) {
        return (List<?>) ((Map<?, ?>) body).get(name);
    }
}
