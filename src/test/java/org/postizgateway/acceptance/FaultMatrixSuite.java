package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.postizgateway.ledger.Database;
import org.postizgateway.mcp.JsonSchema;
import org.postizgateway.sandbox.state.post.Publication;

/** What docs/exactly-once.md says of each tool under each fault, tried on the whole gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultMatrixSuite {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(15);
    private static final String SAYS_UNKNOWN = "(?s).*(not known|unknown|may have).*";

    private final Database database;
    private FaultMatrix matrix;
    private LogCapture log;

    FaultMatrixSuite(Database database) {
        this.database = database;
    }

    @BeforeAll
    void run() {
        log = new LogCapture();
        matrix = FaultMatrix.run(database);
    }

    @AfterAll
    void stop() {
        log.close();
        if (matrix != null) {
            matrix.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> is_as_documented() throws IOException {
        List<String> table = Files.readAllLines(Path.of("docs", "exactly-once.md"));
        return matrix.cells.stream()
                .map(
                        cell ->
                                DynamicTest.dynamicTest(
                                        cell.effect().tool + ", " + cell.fault().label,
                                        () ->
                                                assertThat(cell.text())
                                                        .as(cell.toString())
                                                        .isEqualTo(documented(table, cell))));
    }

    private static String documented(List<String> table, Cell cell) {
        String row =
                table.stream()
                        .filter(line -> line.startsWith("| " + cell.fault().label + " |"))
                        .reduce((first, last) -> last)
                        .orElseThrow(() -> new AssertionError("No row " + cell.fault().label));
        return row.split("\\|")[2 + cell.effect().ordinal()].strip();
    }

    @Test
    void answers_say_what_the_ledger_knows() {
        assertThat(matrix.cells)
                .allSatisfy(
                        cell -> {
                            String sentence = cell.answer().sentence();
                            assertThat(cell.answer().isError()).isEqualTo(!cell.succeeded());
                            if (!cell.succeeded()) {
                                assertThat(sentence.matches(SAYS_UNKNOWN))
                                        .as(sentence)
                                        .isEqualTo(cell.isUnknown());
                                assertThat(sentence).doesNotContain("Exception", "\tat ", "127.0");
                            }
                        });
    }

    @Test
    void posts_are_named_with_their_outcome() {
        assertThat(matrix.cells.stream().filter(c -> c.effect() == SideEffect.SCHEDULE_POST))
                .allSatisfy(
                        cell -> {
                            String where = cell.succeeded() ? "/output/0" : "/output/results/0";
                            assertThat(cell.answer().structured().at(where + "/status").asText())
                                    .isEqualTo(cell.postStatus());
                        });
    }

    @Test
    void answers_fit_the_output_schema_of_their_tool() {
        assertThat(matrix.all())
                .allSatisfy(
                        cell ->
                                assertThat(
                                                JsonSchema.compile(
                                                                matrix.outputSchemas.get(
                                                                        cell.effect()))
                                                        .violations(cell.answer().structured()))
                                        .isEmpty());
    }

    @Test
    void nothing_happens_twice_and_nothing_is_lost() {
        assertThat(matrix.cells)
                .allSatisfy(
                        cell -> {
                            assertThat(cell.exist()).isLessThanOrEqualTo(1);
                            if (!cell.isUnknown()) {
                                assertThat(cell.exist()).isEqualTo(cell.succeeded() ? 1 : 0);
                            }
                        });
    }

    @Test
    void every_failed_attempt_is_in_the_ledger_once() {
        assertThat(matrix.cells)
                .allSatisfy(
                        cell -> {
                            boolean answered =
                                    cell.succeeded()
                                            && (cell.effect().isLookedFor()
                                                    || cell.errors() < cell.received());
                            assertThat(cell.row())
                                    .containsEntry("attempts", cell.errors() + (answered ? 1 : 0));
                            assertThat(cell.row().get("reason") == null)
                                    .isEqualTo(cell.succeeded());
                        });
    }

    @Test
    void the_same_call_again_ends_with_one_post_and_pays_for_nothing_unasked() {
        assertThat(of(SideEffect.SCHEDULE_POST))
                .filteredOn(repeat -> repeat.fault() != FaultCase.LIMIT_LONG)
                .allSatisfy(
                        repeat -> {
                            assertThat(repeat.answer().isError()).isFalse();
                            assertThat(repeat.exist()).isOne();
                        });
        assertThat(
                        Stream.of(
                                        SideEffect.POST_SETTINGS,
                                        SideEffect.POST_STATUS,
                                        SideEffect.DELETE_POST,
                                        SideEffect.EDIT_POST,
                                        SideEffect.MOVE_POST,
                                        SideEffect.RETRY_POST)
                                .flatMap(this::of))
                .filteredOn(repeat -> repeat.fault() != FaultCase.LIMIT_LONG)
                .allSatisfy(repeat -> assertThat(repeat.exist()).isOne());
        assertThat(Stream.of(SideEffect.UPLOAD, SideEffect.UPLOAD_FILE).flatMap(this::of))
                .allSatisfy(
                        repeat -> {
                            assertThat(repeat.exist()).isLessThanOrEqualTo(1);
                            assertThat(repeat.answer().structured().path("repeated").asBoolean())
                                    .isEqualTo(matrix.first(repeat).succeeded());
                        });
        assertThat(
                        Stream.of(SideEffect.GENERATE_IMAGE, SideEffect.GENERATE_VIDEO)
                                .flatMap(this::of))
                .filteredOn(this::wasUnknown)
                .isNotEmpty()
                .allSatisfy(
                        repeat -> {
                            Cell first = matrix.first(repeat);
                            assertThat(repeat.received()).isZero();
                            assertThat(repeat.answer().sentence())
                                    .isEqualTo(first.answer().sentence())
                                    .contains(first.answer().structured().path("jobId").asText());
                            assertThat(repeat.answer().structured().path("repeated").asBoolean())
                                    .isTrue();
                        });
    }

    @Test
    void every_post_goes_out_once_with_the_text_and_at_the_date_that_callers_were_told() {
        Map<String, Publication> out =
                matrix.publications.stream()
                        .collect(Collectors.toMap(Publication::postId, Function.identity()));
        assertThat(of(SideEffect.EDIT_POST))
                .allSatisfy(
                        repeat ->
                                assertThat(out.get(post(repeat)).content())
                                        .contains(
                                                repeat.succeeded()
                                                        ? LivingPosts.EDITED
                                                        : LivingPosts.KNOWN));
        assertThat(of(SideEffect.MOVE_POST))
                .allSatisfy(
                        repeat ->
                                assertThat(out.get(post(repeat)).at().equals(LivingPosts.MOVED_TO))
                                        .isEqualTo(repeat.succeeded()));
        assertThat(of(SideEffect.RETRY_POST))
                .allSatisfy(
                        repeat ->
                                assertThat(out.containsKey(post(repeat)))
                                        .isEqualTo(repeat.succeeded()));
        assertThat(of(SideEffect.DELETE_POST))
                .allSatisfy(repeat -> assertThat(out).doesNotContainKey(post(repeat)));
    }

    private String post(Cell repeat) {
        return repeat.effect().mark(matrix.tenants.get(repeat.fault()).get(repeat.effect()), "");
    }

    @Test
    void a_quota_that_is_known_to_be_used_up_is_not_asked_of_again() {
        assertThat(limited(SideEffect.SCHEDULE_POST).received()).isZero();
        assertThat(limited(SideEffect.SCHEDULE_POST).answer().sentence())
                .contains("It opens again at", "Nothing was sent");
        // Postiz counts uploads against none (contract 2, 3.3)
        assertThat(limited(SideEffect.UPLOAD).answer().isError()).isFalse();
    }

    private Cell limited(SideEffect effect) {
        return of(effect)
                .filter(repeat -> repeat.fault() == FaultCase.LIMIT_LONG)
                .findFirst()
                .orElseThrow();
    }

    private boolean wasUnknown(Cell repeat) {
        return matrix.first(repeat).isUnknown();
    }

    private Stream<Cell> of(SideEffect effect) {
        return matrix.repeats.stream().filter(cell -> cell.effect() == effect);
    }

    @Test
    void no_call_hangs() {
        assertThat(matrix.all())
                .allSatisfy(cell -> assertThat(cell.answer().took()).isLessThan(LONGEST_CALL));
    }

    @Test
    void no_key_is_in_an_answer_a_log_line_or_the_ledger() {
        String ledger = matrix.ledger();
        String answers = String.join("\n", matrix.all().map(cell -> cell.answer().text()).toList());
        String lines = String.join("\n", log.lines());
        assertThat(Arrays.asList(ledger, answers, lines))
                .allSatisfy(text -> assertThat(text).isNotBlank());
        assertThat(matrix.keys())
                .allSatisfy(
                        key -> {
                            assertThat(ledger.contains(key)).isFalse();
                            assertThat(answers.contains(key)).isFalse();
                            assertThat(lines.contains(key)).isFalse();
                        });
    }
}
