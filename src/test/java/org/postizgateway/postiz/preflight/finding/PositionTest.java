package org.postizgateway.postiz.preflight.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PositionTest {

    @Test
    void names_few_posts_with_their_channels() {
        assertThat(names(0, 4)).isEqualTo("socialPost[0] (C0), socialPost[4] (C4)");
        assertThat(Position.names(List.of(new Position(2, "")))).isEqualTo("socialPost[2]");
    }

    @Test
    void names_many_posts_by_ranges_and_the_first_channels() {
        assertThat(names(0, 1, 2, 3)).isEqualTo("socialPost[0-3] (C0, C1, C2 and 1 more channel)");
        assertThat(names(1, 3, 4, 5, 9, 11))
                .isEqualTo("socialPost[1,3-5,9,11] (C1, C3, C4 and 3 more channels)");
    }

    @Test
    void is_short_for_a_hundred_posts() {
        List<Position> all =
                IntStream.range(12, 100).mapToObj(i -> new Position(i, "Acme on X")).toList();

        assertThat(Position.names(all)).isEqualTo("socialPost[12-99] (Acme on X)");
    }

    private static String names(int... indexes) {
        return Position.names(
                IntStream.of(indexes).mapToObj(i -> new Position(i, "C" + i)).toList());
    }
}
