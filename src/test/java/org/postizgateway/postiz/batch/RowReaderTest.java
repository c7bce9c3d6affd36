package org.postizgateway.postiz.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the cells of a row. */
class RowReaderTest {

    private static final List<Map<String, Object>> CHANNELS =
            List.of(
                    Map.of("id", "c1", "name", "Acme", "identifier", "x"),
                    Map.of("id", "c2", "name", "acme ", "identifier", "bluesky"),
                    Map.of("id", "c3", "name", "Jane", "identifier", "x"));

    private static Map<String, Object> read(String csv) {
        return row(csv).post();
    }

    private static ReadRow row(String csv) {
        CsvTable table = CsvTable.of(csv);
        return new RowReader(
                        Columns.of(table.header()),
                        CHANNELS,
                        "draft",
                        LocalDates.in("Europe/Berlin"))
                .read(table.rows().get(0));
    }

    @ParameterizedTest
    @CsvSource({"c1, c1", "JANE, c3", "' Jane ', c3"})
    void a_channel_is_found_by_its_id_or_name(String written, String id) {
        assertThat(read("channel,text\n" + written + ",Hello"))
                .containsEntry("integrationId", id)
                .containsEntry("type", "draft");
    }

    @Test
    void a_name_of_several_channels_is_refused_with_their_ids() {
        assertThat(row("channel,text\nAcme,Hello").faults())
                .containsExactly(
                        "channel \"Acme\" is the name of several. Write the id of one: c1 (x), c2"
                                + " (bluesky).");
    }

    @ParameterizedTest
    @CsvSource({
        "2099-07-01 10:00, 2099-07-01T08:00:00.000Z",
        "2099-12-01T10:00:00, 2099-12-01T09:00:00.000Z",
        "2099-12-01, 2099-11-30T23:00:00.000Z",
        "2099-12-01T10:00:00Z, 2099-12-01T10:00:00Z",
        "2099-12-01T10:00:00+05:00, 2099-12-01T10:00:00+05:00",
        "tomorrow, tomorrow",
    })
    void a_date_without_a_zone_is_one_of_the_callers(String written, String date) {
        assertThat(read("channel,text,date\nc1,Hello," + written)).containsEntry("date", date);
    }

    @ParameterizedTest
    @CsvSource({
        "2099-03-29 02:30, does not exist in Europe/Berlin",
        "2099-10-25 02:30, is there twice in Europe/Berlin",
    })
    void a_date_that_clocks_do_not_show_once_is_refused(String written, String reason) {
        assertThat(row("channel,text,date\nc1,Hello," + written).faults())
                .singleElement()
                .asString()
                .contains(reason);
    }

    @Test
    void settings_are_an_object_or_columns_of_their_own() {
        String csv =
                """
                channel\ttext\tsettings\tsettings.flag\tsettings.list\tsettings.title
                c1\tHello\t{"a": 1}\ttrue\t["x"]\tYes
                """;

        assertThat(read(csv))
                .containsEntry(
                        "settings",
                        List.of(
                                Map.of("key", "a", "value", 1),
                                Map.of("key", "flag", "value", true),
                                Map.of("key", "list", "value", List.of("x")),
                                Map.of("key", "title", "value", "Yes")));
    }

    @ParameterizedTest
    @CsvSource({
        "settings, title=Yes, settings must be a JSON object",
        "settings.list, [x, settings.list begins as JSON and is none",
    })
    void settings_that_cannot_be_read_are_refused(String column, String cell, String reason) {
        assertThat(row("channel,text," + column + "\nc1,Hello," + cell).faults())
                .singleElement()
                .asString()
                .contains(reason);
    }

    @Test
    void one_part_that_cannot_be_read_hides_no_other() {
        ReadRow row =
                row(
                        "channel,date,text,settings,settings.a,settings.b\n"
                                + "nobody,2099-03-29 02:30,Hello,{,[,[\n");

        assertThat(row.unread()).containsExactly("integrationId", "date", "settings");
        assertThat(row.faults()).hasSize(5);
        assertThat(row.post()).containsKey("postsAndComments");
    }
}
