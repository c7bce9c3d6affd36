package org.postizgateway.postiz.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {

    private final List<ReadRow> rows = IntStream.range(2, 7).mapToObj(ReadRow::of).toList();
    private final Batch batch = new Batch(rows, rows);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    socialPost[0].type must be a text.    | row 2.type must be a text.
                    As socialPost[4].                     | As row 6.
                    socialPost[0-2,4] (Acme on X) is late | rows 2, 3, 4, 6 (Acme on X) is late
                    socialPost[3] (A), socialPost[4] (B)  | row 5 (A), row 6 (B)
                    socialPost[3-9]: only those there are | rows 5, 6: only those there are
                    """)
    void names_the_rows_of_posts(String sentence, String expected) {
        assertThat(batch.inRows(sentence)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "settings.socialPost[0] is not a setting of X.",
                "The text \"socialPost[1]\" is too short.",
                "mysocialPost[1]",
                "socialPost[-]",
                "socialPost[]",
                "socialPost[,]",
                "socialPost[0-2147483647]",
                "socialPost[99999999999]"
            })
    void leaves_what_a_caller_wrote_as_it_is(String sentence) {
        assertThat(batch.inRows(sentence)).isEqualTo(sentence);
    }

    @Test
    @Timeout(5)
    void takes_no_long_time_for_a_long_name() {
        String name = "socialPost[" + "1,".repeat(200_000) + "socialPost[" + "9-".repeat(200_000);

        assertThat(batch.inRows(name)).isEqualTo(name);
        assertThat(batch.inRows("socialPost[5-2]")).isEqualTo("rows ");
    }
}
