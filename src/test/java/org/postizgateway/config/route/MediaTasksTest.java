package org.postizgateway.config.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.spec.McpError;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.media.MediaJobs;
import org.postizgateway.ledger.model.FragileDatabase;
import org.postizgateway.ledger.model.LedgerNode;
import org.postizgateway.ledger.model.TestDatabase;

/** Generations as tasks of the MCP extension, while the database is there and while it is not. */
class MediaTasksTest {

    private static final Optional<Principal> OWNER = Optional.of(() -> "tenant");

    @AutoClose private final TestDatabase tables = TestDatabase.open(Database.H2);

    @AutoClose
    private final LedgerNode node =
            new LedgerNode(
                    new FragileDatabase(tables.pool(), tables.url()),
                    exchange -> exchange.getMessage().setBody(Map.of("url", "video")),
                    LedgerNode.NO_LISTS,
                    Map.of());

    private final MediaTasks tasks = new MediaTasks(node.bean(MediaJobs.class));

    private String generate() {
        Exchange answer =
                node.call(
                                LedgerNode.Tool.generateVideoTool,
                                "tenant",
                                Map.of("content", "prompt"),
                                Map.of(CallProperties.TAKES_TASKS, true))
                        .join();
        return answer.getProperty(CallProperties.JOB_ID, String.class);
    }

    @Test
    void a_database_that_is_down_is_not_told_as_a_task_that_does_not_exist() {
        String id = generate();
        node.database()
                .breakWith(
                        () -> {
                            throw FragileDatabase.lost();
                        });

        assertThatThrownBy(() -> tasks.find(id, OWNER))
                .isInstanceOf(McpError.class)
                .hasMessageContaining("not affected")
                .hasMessageContaining("ask again later");
        node.database().heal();
        assertThat(tasks.find(id, OWNER)).isPresent();
    }

    @Test
    void a_task_of_somebody_else_does_not_exist() {
        String id = generate();

        assertThat(tasks.find(id, Optional.of(() -> "somebody else"))).isEmpty();
        assertThat(tasks.find("no such task", OWNER)).isEmpty();
    }
}
