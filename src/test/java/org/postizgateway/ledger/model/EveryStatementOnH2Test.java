package org.postizgateway.ledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.model.LedgerNode.Tool;
import org.postizgateway.ledger.model.PostizModel.Fate;

@Timeout(180)
class EveryStatementOnH2Test extends EveryStatementSuite {

    EveryStatementOnH2Test() {
        super(Database.H2);
    }

    @Override
    List<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (Breaking breaking : Breaking.values()) {
            cells.add(Arguments.of(Tool.schedulePostTool, Fate.LOST_AFTER, breaking));
            cells.add(Arguments.of(Tool.uploadFromUrlTool, Fate.ANSWERED, breaking));
            cells.add(Arguments.of(Tool.postSettingsTool, Fate.ANSWERED, breaking));
            cells.add(Arguments.of(Tool.generateVideoTool, Fate.LOST_AFTER, breaking));
        }
        return cells;
    }

    @Test
    void the_documentation_names_each_of_them() throws IOException {
        String document = Files.readString(Path.of("docs/exactly-once.md"));

        assertThat(Breaking.values())
                .allSatisfy(b -> assertThat(document).contains("\n| " + b.words() + " |"));
    }
}
