package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupListTest extends ToolRouteTest {

    @Test
    void lists_groups_with_their_ids() throws Exception {
        assertThat(succeed("groupList", Map.of()).toString())
                .isEqualTo(
                        """
                        {"output":[{"id":"c1000000-0000-4000-8000-000000000001","name":"Acme Corp"},\
                        {"id":"c1000000-0000-4000-8000-000000000002","name":"Globex"},\
                        {"id":"c1000000-0000-4000-8000-000000000003","name":"Initech"}]}""");
    }
}
