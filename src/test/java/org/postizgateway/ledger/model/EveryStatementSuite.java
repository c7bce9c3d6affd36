package org.postizgateway.ledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.model.LedgerNode.Tool;
import org.postizgateway.ledger.model.PostizModel.Fate;
import org.postizgateway.ledger.model.World.Call;
import org.postizgateway.ledger.model.World.Leaving;

/**
 * The database is lost, the process killed or stopped, or the caller gone at every single statement
 * of a call; then the same call is made at the other replica.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EveryStatementSuite {

    /** Enough for a call to come to its last statement on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final int FEWEST_STATEMENTS = 4;
    private static final int MOST_STATEMENTS = 60;

    private final Database database;
    private TestDatabase tables;
    private Processes processes;

    EveryStatementSuite(Database database) {
        this.database = database;
    }

    @BeforeAll
    void open() {
        tables = TestDatabase.open(database);
        processes = new Processes(tables.pool(), tables.url(), PATIENCE);
    }

    @AfterAll
    void close() {
        processes.close();
        tables.close();
    }

    /** Tool, fate of its request, and what happens at the statements. */
    abstract List<Arguments> cells();

    @ParameterizedTest
    @MethodSource("cells")
    void it_is_done_once_and_told_truly(Tool tool, Fate fate, Breaking breaking) {
        int statement = 1;
        while (statement < MOST_STATEMENTS && isMet(tool, fate, breaking, statement)) {
            statement++;
        }
        assertThat(statement)
                .as("statement that the call does not come to any more")
                .isBetween(FEWEST_STATEMENTS, MOST_STATEMENTS - 1);
    }

    private boolean isMet(Tool tool, Fate fate, Breaking breaking, int statement) {
        List<String> contents = List.of("a", "b");
        World world = new World(processes);
        try {
            boolean met =
                    world.callBreaking(
                            new Call(tool, contents, fate, false, Leaving.NEVER, false),
                            statement,
                            breaking);
            if (breaking == Breaking.KILLED && met) {
                world.replaceKilled(0);
            } else if (breaking == Breaking.LOST_AND_STOPPED) {
                world.stop(0);
            }
            world.healDatabase();
            world.call(
                    1,
                    List.of(new Call(tool, contents, Fate.ANSWERED, false, Leaving.NEVER, false)));
            Verdict verdict = new Verdict(world);
            verdict.rest();
            verdict.check();
            world.leaveAtRest();
            return met;
        } catch (RuntimeException | AssertionError e) {
            world.close();
            throw new AssertionError("At statement " + statement + ": " + e.getMessage(), e);
        }
    }
}
