package org.postizgateway.postiz.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postizgateway.postiz.InvalidInputException;

class KeyValuePairsTest {

    private final KeyValuePairs pairs = new KeyValuePairs();

    @Test
    void lets_the_later_pair_win() {
        assertThat(
                        pairs.toMap(
                                "settings",
                                List.of(
                                        Map.of("key", "a", "value", 1),
                                        Map.of("key", "a", "value", List.of(2)))))
                .isEqualTo(Map.of("a", List.of(2)));
    }

    @Test
    void takes_a_pair_without_value() {
        assertThat(pairs.toMap("settings", List.of(Map.of("key", "a")))).containsEntry("a", null);
    }

    @Test
    void takes_objects_and_json_text() {
        assertThat(pairs.toMap("s", Map.of("a", 1, "b", 2))).containsEntry("a", 1);
        assertThat(pairs.toMap("s", List.of(Map.of("a", 1), Map.of("b", 2)))).hasSize(2);
        assertThat(pairs.toMap("s", "[{\"key\":\"a\",\"value\":1}]")).containsEntry("a", 1);
    }

    @Test
    void takes_nothing_for_none() {
        assertThat(pairs.toMap("s", null)).isEmpty();
        assertThat(pairs.toMap("s", "")).isEmpty();
        assertThat(pairs.toMap("s", List.of())).isEmpty();
    }

    @Test
    void names_the_argument_that_it_cannot_read() {
        assertThatThrownBy(() -> pairs.toMap("customParams", List.of(5)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("customParams[0] must be a pair {\"key\": name,");
        assertThatThrownBy(() -> pairs.toMap("customParams", "voice=x"))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void takes_no_pair_with_a_misnamed_half_for_an_object() {
        for (Map<String, Object> pair :
                List.<Map<String, Object>>of(
                        Map.of("name", "title", "value", "T"),
                        Map.of("key", "title", "val", "T"),
                        Map.of("key", 5, "value", "T"),
                        Map.of("value", "T"))) {
            assertThatThrownBy(() -> pairs.toMap("settings", List.of(Map.of("a", 1), pair)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("settings[1] must be a pair");
        }
    }
}
