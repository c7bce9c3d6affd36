package org.postizgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class CallTest {

    private static Call call(String tenant, String tool, Object body) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(CallProperties.TENANT, tenant);
        exchange.getMessage().setBody(body);
        return Call.of(exchange, tool);
    }

    @Test
    void the_order_of_keys_makes_no_difference() {
        Map<String, Object> reversed = new LinkedHashMap<>();
        reversed.put("b", Map.of("x", 1, "y", List.of("é")));
        reversed.put("a", "text");

        Call call = call("t", "tool", Map.of("a", "text", "b", Map.of("y", List.of("é"), "x", 1)));
        assertThat(call("t", "tool", reversed)).isEqualTo(call);
        assertThat(call.request()).isEqualTo("{\"a\":\"text\",\"b\":{\"x\":1,\"y\":[\"é\"]}}");
    }

    @Test
    void json_text_is_the_same_request_as_the_map_it_says() {
        assertThat(call("t", "tool", " {\"b\": 2, \"a\": 1} "))
                .isEqualTo(call("t", "tool", Map.of("a", 1, "b", 2)));
    }

    @Test
    void tenant_tool_and_content_each_make_a_difference() {
        String fingerprint = call("t", "tool", Map.of("a", 1)).fingerprint();

        assertThat(
                        List.of(
                                call("u", "tool", Map.of("a", 1)).fingerprint(),
                                call("t", "other", Map.of("a", 1)).fingerprint(),
                                call("t", "tool", Map.of("a", 2)).fingerprint(),
                                call("t", "tool", Map.of("a", List.of(1))).fingerprint()))
                .doesNotContain(fingerprint)
                .doesNotHaveDuplicates();
    }

    @Test
    void insisting_is_no_part_of_the_content() {
        assertThat(call("t", "tool", Map.of("a", 1, "allowDuplicate", true)).fingerprint())
                .isEqualTo(call("t", "tool", Map.of("a", 1)).fingerprint());
    }
}
