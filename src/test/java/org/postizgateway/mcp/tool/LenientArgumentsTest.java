package org.postizgateway.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.Json;

class LenientArgumentsTest {

    private static final Map<String, Object> SCHEMA =
            Json.object(
                    """
                    {"type": "object", "properties": {
                      "flag": {"type": "boolean"},
                      "text": {"type": "string"},
                      "count": {"type": "integer"},
                      "share": {"type": "number"},
                      "any": {},
                      "posts": {"type": "array", "items": {"type": "object", "properties": {
                        "files": {"type": "array", "items": {"type": "string"}},
                        "value": {"type": "string"}}}}}}""");

    @Test
    void takes_json_text_for_a_list_and_looks_into_it() {
        assertThat(fit("posts", "[{\"files\": \"a.png\"}]"))
                .isEqualTo(List.of(Map.of("files", List.of("a.png"))));
    }

    @Test
    void takes_one_element_for_a_list_as_object_or_json_text() {
        List<?> one = List.of(Map.of("value", "1"));
        assertThat(fit("posts", Map.of("value", "1"))).isEqualTo(one);
        assertThat(fit("posts", " {\"value\": 1}")).isEqualTo(one);
    }

    @Test
    void takes_text_for_a_boolean_and_scalars_for_a_text() {
        assertThat(fit("flag", "True")).isEqualTo(true);
        assertThat(fit("text", 7)).isEqualTo("7");
        assertThat(fit("text", false)).isEqualTo("false");
    }

    @Test
    void takes_text_for_a_number() {
        assertThat(fit("count", "-12")).isEqualTo(-12);
        assertThat(fit("count", "9000000000")).isEqualTo(9_000_000_000L);
        assertThat(fit("share", "0.5")).isEqualTo(0.5);
        assertThat(fit("share", "2")).isEqualTo(2);
    }

    @Test
    void takes_null_and_empty_text_for_nothing() {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("flag", null);
        nothing.put("any", null);
        nothing.put("posts", "");

        Map<String, Object> fitted = new HashMap<>();
        fitted.put("any", null);
        fitted.put("posts", List.of());
        assertThat(LenientArguments.fit(SCHEMA, nothing)).isEqualTo(fitted);
    }

    @Test
    void leaves_alone_what_fits_or_cannot_be_made_to() {
        assertThat(fit("flag", "maybe")).isEqualTo("maybe");
        assertThat(fit("count", "1.5")).isEqualTo("1.5");
        assertThat(fit("count", "007")).isEqualTo("007");
        assertThat(fit("share", "1e9")).isEqualTo("1e9");
        assertThat(fit("count", "1234567890123456")).isEqualTo("1234567890123456");
        assertThat(fit("text", "[1]")).isEqualTo("[1]");
        assertThat(fit("text", List.of("a"))).isEqualTo(List.of("a"));
        assertThat(fit("posts", "[broken")).isEqualTo(List.of("[broken"));
        assertThat(fit("any", "{\"a\": 1}")).isEqualTo("{\"a\": 1}");
        assertThat(fit("unknown", "[1]")).isEqualTo("[1]");
        assertThat(fit("posts", Arrays.asList((Object) null)))
                .isEqualTo(Arrays.asList((Object) null));
    }

    private static Object fit(String name, Object value) {
        return ((Map<?, ?>) LenientArguments.fit(SCHEMA, Map.of(name, value))).get(name);
    }
}
