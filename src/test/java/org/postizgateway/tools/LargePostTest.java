package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.sandbox.state.PostizVersion;
import org.postizgateway.sandbox.web.Operation;

/** Postiz answers 413 to more than 102,400 bytes: nothing that is sent gets there. */
class LargePostTest extends ToolRouteTest {

    private static final String SLACK = "cmsbslack0000000000000016";

    @ParameterizedTest
    @EnumSource
    void what_postiz_just_takes_is_created_and_more_is_never_sent(PostizVersion version)
            throws Exception {
        postizIs(version);

        // two bytes a letter
        succeed("schedulePostTool", post("é".repeat(49_800)));

        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isOne();
        assertThat(fail("schedulePostTool", post("é".repeat(50_100))))
                .contains("is larger than the 100 kB that Postiz reads");
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isOne();
    }

    private static Map<String, Object> post(String content) {
        return Map.of(
                "socialPost",
                List.of(
                        Map.of(
                                "integrationId",
                                SLACK,
                                "type",
                                "schedule",
                                "date",
                                "2099-12-15T10:00:00Z",
                                "postsAndComments",
                                List.of(Map.of("content", content)),
                                "settings",
                                Map.of("channel", "C0001"))));
    }
}
