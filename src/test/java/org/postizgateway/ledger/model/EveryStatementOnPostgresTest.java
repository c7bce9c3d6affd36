package org.postizgateway.ledger.model;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.model.LedgerNode.Tool;
import org.postizgateway.ledger.model.PostizModel.Fate;

/** A sample of the cells that H2 has. */
@Timeout(120)
class EveryStatementOnPostgresTest extends EveryStatementSuite {

    EveryStatementOnPostgresTest() {
        super(Database.POSTGRESQL);
    }

    @Override
    List<Arguments> cells() {
        return Stream.of(Breaking.LOST, Breaking.ANSWER_LOST, Breaking.KILLED)
                .map(breaking -> Arguments.of(Tool.schedulePostTool, Fate.LOST_AFTER, breaking))
                .toList();
    }
}
