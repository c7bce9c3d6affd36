package org.postizgateway.ledger.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.postizgateway.ledger.CallProperties;

class NewCallTest {

    private static NewCall call(String tenant, String tool, Object body) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(CallProperties.TENANT, tenant);
        exchange.setProperty(CallProperties.TOOL, tool);
        exchange.getMessage().setBody(body);
        return NewCall.of(exchange, "some-route", Mode.INLINE, "posts");
    }

    private static List<String> fingerprints(String tenant, String tool, Object body) {
        return call(tenant, tool, body).fingerprints();
    }

    @Test
    void the_order_of_keys_makes_no_difference() {
        Map<String, Object> reversed = new LinkedHashMap<>();
        reversed.put("b", Map.of("x", 1, "y", List.of("é")));
        reversed.put("a", "text");

        assertThat(fingerprints("t", "tool", reversed))
                .isEqualTo(
                        fingerprints(
                                "t",
                                "tool",
                                Map.of("a", "text", "b", Map.of("y", List.of("é"), "x", 1))));
    }

    @Test
    void json_text_is_the_same_request_as_the_map_it_says() {
        assertThat(fingerprints("t", "tool", " {\"b\": 2, \"a\": 1} "))
                .isEqualTo(fingerprints("t", "tool", Map.of("a", 1, "b", 2)));
    }

    @Test
    void tenant_tool_and_content_each_make_a_difference() {
        List<String> fingerprints = fingerprints("t", "tool", Map.of("a", 1));

        assertThat(
                        List.of(
                                fingerprints("u", "tool", Map.of("a", 1)),
                                fingerprints("t", "other", Map.of("a", 1)),
                                fingerprints("t", "tool", Map.of("a", 2)),
                                fingerprints("t", "tool", Map.of("a", List.of(1)))))
                .doesNotContain(fingerprints)
                .doesNotHaveDuplicates();
    }

    @Test
    void that_a_duplicate_is_allowed_is_no_part_of_the_content() {
        assertThat(fingerprints("t", "tool", Map.of("a", 1, "allowDuplicate", true)))
                .isEqualTo(fingerprints("t", "tool", Map.of("a", 1)));
    }

    @Test
    void a_post_is_the_same_in_whatever_company_it_comes() {
        NewCall both = call("t", "tool", Map.of("type", "now", "posts", List.of("a", "b")));
        NewCall turned = call("t", "tool", Map.of("type", "now", "posts", List.of("b", "a")));
        NewCall alone = call("t", "tool", Map.of("type", "now", "posts", List.of("b")));
        NewCall draft = call("t", "tool", Map.of("type", "draft", "posts", List.of("b")));

        assertThat(both.fingerprints()).hasSize(2).doesNotHaveDuplicates();
        assertThat(turned.fingerprints())
                .containsExactly(both.fingerprints().get(1), both.fingerprints().get(0));
        assertThat(alone.fingerprints()).containsExactly(both.fingerprints().get(1));
        assertThat(draft.fingerprints()).doesNotContainAnyElementsOf(both.fingerprints());
    }

    @Test
    void a_request_for_some_items_keeps_what_is_around_them() {
        NewCall call = call("t", "tool", Map.of("type", "now", "posts", List.of("a", "b", "c")));

        assertThat(call.request().only(List.of(0, 2)))
                .isEqualTo(Map.of("type", "now", "posts", List.of("a", "c")));
    }
}
