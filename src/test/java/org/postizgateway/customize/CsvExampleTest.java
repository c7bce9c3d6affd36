package org.postizgateway.customize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/customize/schedule-from-csv.md, laid into a running gateway. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CsvExampleTest {

    private static final String GOOD =
            "channel,date,text\nAcme Toots,2031-12-15 10:00,\"%s, one\"\nAcme Toots,2031-12-15 10:00,%s two\n";
    private static final String BAD = "channel,date,text\nnobody,2031-12-15,Hello\n";

    @TempDir private static Path temporary;
    private static Path inbox;
    private static ExampleGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        inbox = Files.createDirectory(temporary.resolve("inbox"));
        gateway =
                new ExampleGateway(
                        Files.createDirectory(temporary.resolve("gateway")),
                        List.of(
                                "--gateway.config-watch=false",
                                "--postiz.api-key=sandbox-key",
                                "--SCHEDULE_ZONE=Europe/Berlin",
                                "--SCHEDULE_FOLDER=" + inbox));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void lay() throws Exception {
        gateway.lay("from-csv");
    }

    @Test
    void a_file_of_a_folder_is_answered_row_by_row() throws Exception {
        Files.writeString(inbox.resolve("good.csv"), GOOD.formatted("Folder", "Folder"));
        Files.writeString(inbox.resolve("bad.csv"), BAD);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> {
                            assertThat(inbox.resolve(".scheduled/good.csv")).exists();
                            assertThat(inbox.resolve(".refused/bad.csv")).exists();
                        });
        assertThat(gateway.sandbox().posts().all()).hasSize(2);
        assertThat(answer("good").at("/output/rows").findValuesAsText("date"))
                .containsOnly("2031-12-15T09:00:00.000Z");
        assertThat(answer("bad").at("/result/output/rows/0/row").asInt()).isEqualTo(2);
        assertThat(answer("bad").path("error").asText()).contains("row 2: channel \"nobody\"");
    }

    private static JsonNode answer(String file) throws Exception {
        return ExampleGateway.JSON.readTree(
                inbox.resolve(".answers/" + file + ".csv.json").toFile());
    }

    @Test
    void a_webhook_is_answered_row_by_row_and_knows_rows_that_come_again() throws Exception {
        String csv = GOOD.formatted("Webhook", "Webhook");

        HttpResponse<String> first = gateway.post("/hooks/schedule-csv", csv);
        HttpResponse<String> second = gateway.post("/hooks/schedule-csv", csv);
        HttpResponse<String> bad = gateway.post("/hooks/schedule-csv", BAD);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(ids(second)).isEqualTo(ids(first)).hasSize(2);
        assertThat(gateway.sandbox().posts().all()).hasSize(2);
        assertThat(bad.statusCode()).as(bad.body()).isEqualTo(422);
        assertThat(ExampleGateway.JSON.readTree(bad.body()).path("error").asText())
                .startsWith("Nothing was created");
    }

    private static List<String> ids(HttpResponse<String> answer) throws Exception {
        return ExampleGateway.JSON
                .readTree(answer.body())
                .at("/output/rows")
                .findValuesAsText("postId");
    }
}
