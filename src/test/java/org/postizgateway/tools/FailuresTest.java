package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
        "EMPTY_UNAUTHORIZED, carried nothing out",
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

    /** Every tool that reads from Postiz, be it before it changes something. */
    private static final Map<String, Map<String, Object>> READS =
            Map.ofEntries(
                    Map.entry("integrationList", Map.of()),
                    Map.entry("groupList", Map.of()),
                    Map.entry("integrationSchema", Map.of("platform", "unheard-of")),
                    Map.entry("validatePostTool", Map.of("socialPost", List.of(post()))),
                    Map.entry(
                            "postsListTool",
                            Map.of("startDate", "2026-12-01", "endDate", "2026-12-31")),
                    Map.entry("postDetailTool", Map.of("id", "p1")),
                    Map.entry("findSlotTool", Map.of()),
                    Map.entry("mediaListTool", Map.of()),
                    Map.entry("deliveryReportTool", Map.of()),
                    Map.entry("notificationsTool", Map.of()),
                    Map.entry("channelHealthTool", Map.of()),
                    Map.entry("channelAnalyticsTool", Map.of("integrationId", X)),
                    Map.entry("postAnalyticsTool", Map.of("id", "p1")),
                    Map.entry("bestTimesTool", Map.of("integrationId", X, "timeZone", "UTC")),
                    Map.entry("generateVideoOptions", Map.of()),
                    Map.entry(
                            "videoFunctionTool",
                            Map.of("identifier", "veo3", "functionName", "voices")),
                    Map.entry("schedulePostTool", Map.of("socialPost", List.of(post()))),
                    Map.entry(
                            "scheduleBatchTool",
                            Map.of("csv", "channel,text\n" + X + ",Read only", "type", "draft")),
                    Map.entry(
                            "postSettingsTool",
                            Map.of("id", "p1", "settings", List.of(everyone()))),
                    Map.entry("retryPostTool", Map.of("ids", List.of("p1"))),
                    Map.entry("deletePostTool", Map.of("ids", List.of("p1"), "confirm", 1)),
                    Map.entry("editPostTool", Map.of("id", "p1", "content", "New")),
                    Map.entry("postStatusTool", Map.of("ids", List.of("p1"), "status", "draft")),
                    Map.entry(
                            "reschedulePostTool",
                            Map.of("ids", List.of("p1"), "shiftMinutes", 60)));

    private static Map<String, Object> post() {
        return Map.of(
                "integrationId",
                X,
                "type",
                "schedule",
                "date",
                "2099-12-15T10:00:00Z",
                "postsAndComments",
                List.of(Map.of("content", "Read only")),
                "settings",
                List.of(everyone()));
    }

    private static Map<String, Object> everyone() {
        return Map.of("key", "who_can_reply_post", "value", "everyone");
    }

    static Stream<Arguments> readsThatFail() {
        return READS.keySet().stream()
                .sorted()
                .flatMap(
                        tool ->
                                Stream.of(
                                                Fault.RESET,
                                                Fault.CLOSE,
                                                Fault.CUT,
                                                Fault.INTERNAL_ERROR,
                                                Fault.BAD_GATEWAY,
                                                Fault.GATEWAY_TIMEOUT,
                                                Fault.HTML_PAGE,
                                                Fault.MALFORMED_JSON)
                                        .map(fault -> Arguments.of(tool, fault)));
    }

    /** These begin with a change, or ask Postiz nothing. */
    private static final Set<String> NO_READS =
            Set.of(
                    "generateImageTool",
                    "generateVideoTool",
                    "mediaJobCancel",
                    "mediaJobStatus",
                    "triggerTool",
                    "uploadFileTool",
                    "uploadFromUrlTool");

    @Test
    void every_tool_that_reads_first_is_tried() throws Exception {
        Set<String> tried = new TreeSet<>(READS.keySet());
        tried.addAll(NO_READS);
        try (Stream<Path> files = Files.list(Path.of("routes/tools"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(tried);
        }
    }

    @ParameterizedTest
    @MethodSource("readsThatFail")
    void a_call_that_has_only_read_is_never_said_to_have_changed_something(String tool, Fault fault)
            throws Exception {
        succeed("groupList", Map.of());
        SANDBOX.faults().add(FaultRule.of(fault).always());

        assertThat(fail(tool, READS.get(tool)))
                .contains("Nothing was changed.")
                .doesNotContain("may have", "may still", "not known");
    }

    @Test
    void a_call_that_has_begun_to_change_something_is() throws Exception {
        String id =
                succeed("schedulePostTool", Map.of("socialPost", List.of(post())))
                        .at("/output/0/postId")
                        .asText();
        SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(Operation.POST_SETTINGS));

        assertThat(
                        fail(
                                "postSettingsTool",
                                Map.of(
                                        "id",
                                        id,
                                        "settings",
                                        List.of(
                                                Map.of(
                                                        "key",
                                                        "who_can_reply_post",
                                                        "value",
                                                        "following")))))
                .contains("It may have carried the call out")
                .doesNotContain("Nothing was changed");
    }
}
