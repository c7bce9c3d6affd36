package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A caller who asks for too much at once is told so instead of burdening Postiz. */
@TestPropertySource(properties = "policies.throttle.caller-per-second=1")
class CallerThrottleTest extends ToolRouteTest {

    @Test
    void calls_over_the_rate_fail_at_once_with_a_sentence() throws Exception {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(call("groupList", Map.of()).toString());
        }

        assertThat(answers).anyMatch(answer -> answer.contains("\"isError\":true"));
        assertThat(answers).anyMatch(answer -> answer.contains("\"isError\":false"));
        assertThat(answers)
                .filteredOn(answer -> answer.contains("\"isError\":true"))
                .allSatisfy(answer -> assertThat(answer).contains("too many calls are under way"));
    }
}
