package org.postizgateway.routetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as what a test expects. */
class LikenessTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\":1} | {\"a\":1.0,\"b\":2}",
                "{\"a\":null} | {\"b\":2}",
                "{\"a\":null} | {\"a\":null}",
                "[1,{\"a\":\"x\"}] | [1,{\"a\":\"x\",\"b\":1}]",
                "\"/^a.c$/\" | \"abc\"",
                "\"/2/\" | 123",
                "{\"$size\":2} | [1,2]",
                "{\"$contains\":[{\"a\":2}]} | [{\"a\":1},{\"a\":2,\"b\":3}]",
                "{} | {\"any\":1}"
            })
    void is_like(String expected, String actual) throws Exception {
        assertThat(Likeness.differences("it", json(expected), json(actual))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\":{\"b\":1}} | {\"a\":{\"b\":2}} | it.a.b: expected 1, and it is 2",
                "{\"a\":1} | {} | it.a: expected 1, and it is not there",
                "{\"a\":1} | [] | it: expected {\"a\":1}, and it is []",
                "[1,2] | [1] | it: expected [1,2], and it is [1]",
                "[1,2] | [1,3] | it[1]: expected 2, and it is 3",
                "\"1\" | 1 | it: expected \"1\", and it is 1",
                "\"/^b/\" | \"abc\" | it: expected \"/^b/\", and it is \"abc\"",
                "\"/a/\" | null | it: expected \"/a/\", and it is null",
                "null | 1 | it: expected null, and it is 1",
                "{\"$size\":2} | [1] | it: expected a list of 2, and it is one of 1: [1]",
                "{\"$contains\":[5]} | [1] | it: expected one like 5 among [1]",
                "{\"$contains\":[5]} | {} | it: expected a list, and it is {}"
            })
    void tells_how_it_is_not(String expected, String actual, String sentence) throws Exception {
        assertThat(Likeness.differences("it", json(expected), json(actual)))
                .containsExactly(sentence);
    }

    @Test
    void text_is_part_of_another_or_matches_it() {
        assertThat(Likeness.isIn("b.", "ab.c")).isTrue();
        assertThat(Likeness.isIn("b.", "abc")).isFalse();
        assertThat(Likeness.isIn("/b.$/", "a\nbc")).isTrue();
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text.strip());
    }
}
