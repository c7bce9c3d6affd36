package org.postizgateway.mcp.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunningTaskTest {

    @Test
    void a_question_does_not_revive_a_task_that_was_cancelled() {
        RunningTask task = new RunningTask(Optional.empty(), Duration.ofMinutes(1));
        task.cancel();

        assertThat(task.ask(Map.of("name", Map.of())).toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(task.state().status()).isEqualTo(Task.Status.cancelled);
    }
}
