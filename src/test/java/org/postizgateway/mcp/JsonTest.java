package org.postizgateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class JsonTest {

    /** Among them halves of pairs, what JSON escapes, and what looks like an escape. */
    private static final List<String> PIECES =
            List.of(
                    "a",
                    "\u00fc",
                    "\u20ac",
                    "\ud83e\udd8a",
                    "\ud83e",
                    "\udd8a",
                    "\\",
                    "\\uD",
                    "\"",
                    "\n",
                    "\0");

    /** Long enough that the writer's buffers end within it, wherever a pair may stand. */
    @RepeatedTest(200)
    void what_is_written_as_bytes_is_the_text_in_UTF_8(RepetitionInfo run) throws Exception {
        Random random = new Random(run.getCurrentRepetition());
        String text =
                random.ints(random.nextInt(20_000), 0, PIECES.size())
                        .mapToObj(PIECES::get)
                        .collect(Collectors.joining());
        Map<String, Object> value = Map.of("texts", List.of(text, 1, true));

        String expected = Json.mapper().writeValueAsString(value);

        assertThat(Json.bytes(value)).isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
    }

    @RepeatedTest(200)
    void a_text_without_halves_of_pairs_is_read_as_it_was(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        String text =
                random.ints(random.nextInt(20_000), 0, PIECES.size())
                        .filter(piece -> piece != 4 && piece != 5)
                        .mapToObj(PIECES::get)
                        .collect(Collectors.joining());

        assertThat(Json.object(Json.write(Map.of("text", text)))).isEqualTo(Map.of("text", text));
    }
}
