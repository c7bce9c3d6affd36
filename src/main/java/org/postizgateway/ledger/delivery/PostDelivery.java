package org.postizgateway.ledger.delivery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.ledger.JsonBody;

/**
 * What is known of a post that was due.
 *
 * @param post id that Postiz gave it
 * @param channel id of its channel
 * @param state in a word of the route that looks
 * @param planned when it was to be published by what the gateway was told
 * @param due when by Postiz
 * @param settled whether it needs to be looked at no more
 * @param notice what somebody wants to know of it, as JSON
 */
record PostDelivery(
        String post,
        String channel,
        String state,
        Instant planned,
        Instant due,
        boolean settled,
        Optional<String> notice) {

    /**
     * @param answer for one post, see {@link DeliveryLook}
     */
    static PostDelivery of(Map<?, ?> answer) {
        return new PostDelivery(
                String.valueOf(answer.get("post")),
                String.valueOf(answer.get("channel")),
                String.valueOf(answer.get("state")),
                Instant.parse(String.valueOf(answer.get("planned"))),
                Instant.parse(String.valueOf(answer.get("due"))),
                Boolean.TRUE.equals(answer.get("settled")),
                Optional.ofNullable(answer.get("notice")).map(JsonBody::write));
    }

    /** For the route. */
    Map<String, Object> seen() {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("post", post);
        seen.put("state", state);
        seen.put("planned", planned.toString());
        seen.put("due", due.toString());
        seen.put("settled", settled);
        return seen;
    }

    /** Whether the other says nothing but that it is settled by now. */
    boolean isSameAs(PostDelivery other) {
        return state.equals(other.state) && planned.equals(other.planned) && due.equals(other.due);
    }
}
