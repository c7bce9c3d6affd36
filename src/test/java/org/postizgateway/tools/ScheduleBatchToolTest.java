package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;
import org.springframework.test.context.TestPropertySource;

@Timeout(300)
@TestPropertySource(properties = "ledger.repeat-window=1h")
class ScheduleBatchToolTest extends ToolRouteTest {

    private static final String HEADER = "channel,date,text\n";

    @Test
    void a_hundred_rows_take_a_request_for_each_date_and_are_known_when_they_come_again()
            throws Exception {
        String rows =
                IntStream.range(0, 100)
                        .mapToObj(
                                i ->
                                        "%s,2099-12-%02dT10:00:00Z,Batch %d"
                                                .formatted(MASTODON, 1 + i % 4, i))
                        .collect(Collectors.joining("\n"));

        JsonNode first = succeed("scheduleBatchTool", csv(HEADER + rows));
        JsonNode second = succeed("scheduleBatchTool", csv(HEADER + rows));

        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isEqualTo(4);
        assertThat(SANDBOX.posts().all()).hasSize(100);
        assertThat(first.at("/output/rows")).hasSize(100);
        assertThat(first.at("/output/rows/0/row").asInt()).isEqualTo(2);
        assertThat(first.at("/output/rows/99/row").asInt()).isEqualTo(101);
        assertThat(second.at("/output/rows"))
                .allSatisfy(row -> assertThat(row.path("repeated").asBoolean()).isTrue());
        assertThat(texts(second.at("/output/rows"), "postId"))
                .isEqualTo(texts(first.at("/output/rows"), "postId"));
    }

    @Test
    void a_file_of_a_spreadsheet_is_read_as_it_is_meant() throws Exception {
        String csv =
                """
                \uFEFFChannel;Type;Date;Text;Comment 1;Comment 2;Settings.title;Media

                acme toots;schedule;2099-07-01 10:00;"Two; ""quoted""
                lines";First;Second;;MEDIA
                """;
        String uploaded =
                succeed("uploadFromUrlTool", Map.of("url", "https://media.sandbox.example/cat.png"))
                        .path("path")
                        .asText();

        JsonNode result =
                succeed(
                        "scheduleBatchTool",
                        Map.of(
                                "csv",
                                csv.replace("MEDIA", uploaded),
                                "type",
                                "draft",
                                "timeZone",
                                "Europe/Berlin"));

        assertThat(result.at("/output/rows/0/row").asInt()).isEqualTo(3);
        assertThat(result.at("/output/rows/0/type").asText()).isEqualTo("schedule");
        assertThat(result.at("/output/rows/0/date").asText()).isEqualTo("2099-07-01T08:00:00.000Z");
        assertThat(SANDBOX.posts().all()).hasSize(3);
        assertThat(SANDBOX.posts().all().toString()).contains("quoted", "Second", uploaded);
    }

    @Test
    void every_row_is_checked_before_one_is_created() throws Exception {
        String csv =
                HEADER
                        + MASTODON
                        + ",2099-12-01T10:00:00Z,Right\n"
                        + "nobody,2099-12-01T10:00:00Z,Unknown channel\n"
                        + MASTODON
                        + ",2099-03-29 02:30,In a gap\n"
                        + MASTODON
                        + ",soon,No date\n"
                        + MASTODON
                        + ",2001-01-01T10:00:00Z,In the past\n"
                        + MASTODON
                        + ",2099-12-01T10:00:00Z,"
                        + "x".repeat(600)
                        + "\n"
                        + MASTODON
                        + ",2099-12-01T10:00:00Z,More,cells\n";

        JsonNode refused =
                call(
                        "scheduleBatchTool",
                        Map.of("csv", csv, "type", "schedule", "timeZone", "Europe/Berlin"));

        assertThat(refused.path("isError").asBoolean()).isTrue();
        assertThat(refused.at("/content/0/text").asText())
                .startsWith("Nothing was created. Correct 6 of 7 rows and call again:")
                .contains(
                        "row 3: channel \"nobody\" is none of yours: ",
                        "Acme Toots",
                        "row 4: date 2099-03-29 02:30 does not exist in Europe/Berlin",
                        "row 5: date \"soon\" is not a date",
                        "row 6: date",
                        "row 7: ",
                        "row 8: has 4 cells")
                .doesNotContain("row 2:");
        JsonNode rows = refused.at("/structuredContent/output/rows");
        assertThat(rows.findValuesAsText("row")).containsExactly("3", "4", "5", "6", "7", "8");
        assertThat(rows.path(2).path("problems").path(0).asText()).contains("soon");
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isZero();
    }

    @Test
    void each_fault_of_each_row_is_told_with_the_number_of_its_row() throws Exception {
        String tooLong = "x".repeat(600);
        String csv =
                "channel,type,date,shortLink,text\n"
                        + MASTODON
                        + ",bogus,2099-12-01T10:00:00Z,,Wrong type\n"
                        + MASTODON
                        + ",,2099-03-29 02:30,perhaps,"
                        + tooLong
                        + "\n"
                        + "nobody,bogus,soon,,Unknown channel\n"
                        + MASTODON
                        + ",,2099-12-01T10:00:00Z,,"
                        + tooLong
                        + "\n"
                        + MASTODON
                        + ",,2099-12-01T10:00:00Z,true,Right\n";

        JsonNode rows =
                call(
                                "scheduleBatchTool",
                                Map.of("csv", csv, "type", "schedule", "timeZone", "Europe/Berlin"))
                        .at("/structuredContent/output/rows");

        assertThat(rows.findValuesAsText("row")).containsExactly("2", "3", "4", "5");
        assertThat(rows.path(0).path("problems").toString())
                .isEqualTo("[\"type must be one of draft, schedule, now.\"]");
        assertThat(rows.path(1).path("problems").toString())
                .contains(
                        "date 2099-03-29 02:30 does not exist",
                        "shortLink must be true or false.",
                        "content has 600 characters");
        assertThat(rows.path(1).path("problems")).hasSize(3);
        assertThat(rows.path(2).path("problems").toString())
                .contains("channel \\\"nobody\\\"", "type must be", "soon");
        assertThat(rows.path(2).path("problems")).hasSize(3);
        assertThat(rows.path(3).path("problems").toString()).contains("content has 600 characters");
    }

    @Test
    void rows_come_again_when_the_caller_insists() throws Exception {
        Map<String, Object> rows = csv(HEADER + MASTODON + ",2099-12-01T10:00:00Z,Twice\n");
        Map<String, Object> insisting = new HashMap<>(rows);
        insisting.put("allowDuplicate", true);

        JsonNode first = succeed("scheduleBatchTool", rows);
        JsonNode second = succeed("scheduleBatchTool", insisting);

        assertThat(texts(second.at("/output/rows"), "postId"))
                .doesNotContainAnyElementsOf(texts(first.at("/output/rows"), "postId"));
        assertThat(SANDBOX.posts().all()).hasSize(2);
    }

    @Test
    void rows_with_a_date_to_come_are_not_published_at_once() throws Exception {
        assertThat(
                        fail(
                                "scheduleBatchTool",
                                Map.of(
                                        "csv",
                                        HEADER + MASTODON + ",2099-12-25 10:00,Merry Christmas\n",
                                        "type",
                                        "now")))
                .contains("row 2: date 2099-12-25T10:00:00.000Z is in the future", "type schedule");
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isZero();
    }

    @Test
    void a_row_that_cannot_be_read_keeps_the_others_back() throws Exception {
        String csv =
                HEADER
                        + MASTODON
                        + ",2099-12-01T10:00:00Z,Right\n"
                        + "nobody,2099-12-01T10:00:00Z,Unknown channel\n";

        assertThat(fail("scheduleBatchTool", csv(csv)))
                .startsWith("Nothing was created. Correct 1 of 2 rows and call again:\nrow 3: ");
        assertThat(fail("scheduleBatchTool", csv(HEADER + "nobody,2099-12-01,None at all\n")))
                .startsWith("Nothing was created. Correct 1 of 1 rows and call again:\nrow 2: ");
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isZero();
    }

    @Test
    void what_only_the_platform_refuses_is_told_by_row_too() throws Exception {
        assertThat(
                        fail(
                                "scheduleBatchTool",
                                csv(HEADER + MASTODON + ",2001-01-01T10:00:00Z,In the past\n")))
                .startsWith(
                        "Nothing was created. Correct 1 of 1 rows and call again:\nrow 2: date");
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isZero();
    }

    @Test
    void what_became_of_each_row_is_told_when_postiz_fails_in_between() throws Exception {
        SANDBOX.faults()
                .add(FaultRule.of(Fault.TOO_MANY_REQUESTS).on(Operation.CREATE_POST).skipping(1));
        String csv =
                HEADER
                        + MASTODON
                        + ",2099-12-01T10:00:00Z,One\n\n"
                        + MASTODON
                        + ",2099-12-02T10:00:00Z,Two\n";

        JsonNode failed = call("scheduleBatchTool", csv(csv));

        assertThat(failed.at("/content/0/text").asText())
                .contains("1 of 2 posts were created", "row 2", "row 4")
                .doesNotContain("socialPost");
        JsonNode rows = failed.at("/structuredContent/output/rows");
        assertThat(rows.findValuesAsText("status")).containsExactly("created", "not created");
        assertThat(rows.findValuesAsText("row")).containsExactly("2", "4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    'channel,text%na,"open%nb,c%n'    | in line 2, where row 2 begins
                    'channel,text%na,b%nc,"d"e%n'     | in line 3, where row 3 begins
                    'channel,words%na,b%n'            | Its column 2, "words", is unknown
                    'channel,date%na,b%n'             | no column "text"
                    'channel,text,text%na,b,c%n'      | has the column "text" twice
                    'channel,text%n'                  | 1 to 100 rows below the header, and these are 0
                    '%n'                              | has to be a header row
                    """)
    void a_file_that_is_none_is_told_with_its_line(String csv, String reason) throws Exception {
        assertThat(fail("scheduleBatchTool", csv(csv.formatted()))).contains(reason);
        assertThat(SANDBOX.requests().count(Operation.CREATE_POST)).isZero();
    }

    @Test
    void too_many_rows_are_refused() throws Exception {
        assertThat(
                        fail(
                                "scheduleBatchTool",
                                csv(HEADER + (MASTODON + ",2099-12-01,x\n").repeat(101))))
                .contains("these are 101");
    }

    @Test
    void an_unknown_time_zone_is_refused() throws Exception {
        assertThat(
                        fail(
                                "scheduleBatchTool",
                                Map.of(
                                        "csv",
                                        HEADER + "a,b,c\n",
                                        "type",
                                        "draft",
                                        "timeZone",
                                        "Mars")))
                .contains("timeZone", "Europe/Berlin");
    }

    private static Map<String, Object> csv(String csv) {
        return Map.of("csv", csv, "type", "schedule");
    }
}
