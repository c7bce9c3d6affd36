package org.postizgateway.ledger.call.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postizgateway.ledger.call.CallState;
import org.springframework.dao.DataAccessResourceFailureException;

/** Of several outcomes of one call the one that knows most is written in the end. */
class PendingWritesTest {

    private static final String CALL = "call";

    private final PendingWrites pending = new PendingWrites();
    private final List<CallState> written = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private boolean isAway = true;

    private void write(CallState state) {
        pending.write(CALL, state, () -> reach(state));
    }

    private void reach(CallState state) {
        Runnable others = meanwhile;
        meanwhile = () -> {};
        others.run();
        if (isAway) {
            throw new DataAccessResourceFailureException("away");
        }
        written.add(state);
    }

    private void comeBack() {
        isAway = false;
        pending.flush();
        pending.flush();
    }

    @Test
    void a_result_that_comes_while_an_unknown_outcome_fails_to_be_written_stays() {
        write(CallState.UNKNOWN);
        meanwhile = () -> write(CallState.DONE);
        pending.flush();
        comeBack();

        assertThat(written).containsExactly(CallState.DONE);
        assertThat(pending.has(CALL)).isFalse();
    }

    @Test
    void a_result_that_comes_while_an_unknown_outcome_is_written_is_written_after_it() {
        write(CallState.UNKNOWN);
        meanwhile =
                () -> {
                    write(CallState.DONE);
                    isAway = false;
                };
        pending.flush();
        comeBack();

        assertThat(written).containsExactly(CallState.UNKNOWN, CallState.DONE);
    }

    @Test
    void an_unknown_outcome_takes_no_place_of_a_result_that_waits() {
        write(CallState.DONE);
        write(CallState.UNKNOWN);
        comeBack();

        assertThat(written).containsExactly(CallState.DONE);
    }

    @Test
    void what_waited_is_not_written_once_more_after_an_outcome_that_knows_more() {
        write(CallState.UNKNOWN);
        isAway = false;
        write(CallState.DONE);
        comeBack();

        assertThat(written).containsExactly(CallState.DONE);
    }
}
