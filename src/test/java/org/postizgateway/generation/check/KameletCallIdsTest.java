package org.postizgateway.generation.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.cases.ReportedCase;

class KameletCallIdsTest {

    private static final String ROUTE =
            """
            - route:
                id: drop
                from:
                  uri: direct:drop
                  steps:
                    - to: kamelet:one-action/%s
                    - to:
                        uri: kamelet:%s
            """;

    @TempDir private Path directory;
    private SetOnDisk set;

    @BeforeEach
    void prepare() throws Exception {
        set =
                new SetOnDisk(directory)
                        .withKamelet("one-action", "log:own")
                        .withKamelet("two-action", "log:own");
    }

    private String report(String first, String second) throws Exception {
        return set.with("routes/drop.yaml", ROUTE.formatted(first, second)).report();
    }

    @Test
    @ReportedCase("kamelet-id-equal-to-route-id")
    void the_id_of_a_call_that_is_the_id_of_a_route_is_refused_with_its_place() throws Exception {
        assertThat(report("drop", "two-action/drop-two"))
                .isEqualTo(
                        set.place("routes/drop.yaml", 6)
                                + "drop is the id of the route in "
                                + directory.resolve("routes/drop.yaml")
                                + ", line 2, and the call of the Kamelet one-action needs one of"
                                + " its own. Give it another, such as"
                                + " kamelet:one-action/drop-one-action.");
    }

    @Test
    void the_id_of_calls_of_two_kamelets_is_refused_with_both_places() throws Exception {
        assertThat(report("drop-call", "two-action/drop-call"))
                .startsWith(set.place("routes/drop.yaml", 8))
                .contains("is used for another Kamelet in", "drop.yaml, line 6");
    }

    @Test
    void ids_of_their_own_and_two_calls_of_one_are_taken() throws Exception {
        assertThat(report("drop-one", "two-action/drop-two")).isEmpty();
        assertThat(report("drop-one", "one-action/drop-one")).isEmpty();
    }
}
