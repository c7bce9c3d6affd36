package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;

/** Whatever goes wrong on the way to Postiz, a reader of the answer learns what to make of it. */
class FailuresTest extends ToolRouteTest {

    @ParameterizedTest
    @CsvSource({
        "RESET, connection to Postiz broke",
        "CLOSE, connection to Postiz broke",
        "CUT, connection to Postiz broke",
        "TOO_MANY_REQUESTS, limit of this organization",
        "INTERNAL_ERROR, internal error",
        "BAD_GATEWAY, not reachable behind its proxy",
        "UNAVAILABLE, not reachable behind its proxy",
        "GATEWAY_TIMEOUT, not reachable behind its proxy",
        "HTML_PAGE, POSTIZ_URL",
        "LOGIN_REDIRECT, POSTIZ_URL",
        "MALFORMED_JSON, cannot be read",
        "HUGE_BODY, connection to Postiz broke",
        "EMPTY_UNAUTHORIZED, could not check the credential",
    })
    void a_failure_is_one_sentence_in_text_and_in_structured_content(Fault fault, String words)
            throws Exception {
        succeed("groupList", Map.of());
        SANDBOX.faults().add(FaultRule.of(fault).on(Operation.LIST_INTEGRATIONS));

        JsonNode result = call("integrationList", Map.of());

        assertThat(result.path("isError").asBoolean()).isTrue();
        String sentence = result.at("/content/0/text").asText();
        assertThat(sentence).containsIgnoringCase(words).doesNotContain("sandbox-key", "127.0.0.1");
        assertThat(result.at("/structuredContent/error").asText()).isEqualTo(sentence);
    }
}
