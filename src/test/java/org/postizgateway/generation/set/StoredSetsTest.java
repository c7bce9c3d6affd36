package org.postizgateway.generation.set;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set that served is found again by a later start. */
class StoredSetsTest {

    private final SetReader reader = new SetReader(List.of(file("routes/copy.yaml", "copy")));

    @TempDir private Path data;
    private StoredSets sets;

    @BeforeEach
    void open() {
        sets = new StoredSets(data.resolve("configuration"), reader);
    }

    private static SetFile file(String path, String content) {
        return new SetFile(path, SetFile.JAR, content.getBytes(StandardCharsets.UTF_8));
    }

    private ConfigurationSet set(String content) {
        return reader.over(List.of(file("routes/tools/mine.yaml", content)));
    }

    @Test
    void nothing_is_found_at_the_first_start() throws Exception {
        assertThat(sets.lastGood()).isEmpty();
        assertThat(sets.list()).isEmpty();
        assertThat(sets.pinned()).isEmpty();
    }

    @Test
    void the_set_that_serves_comes_back_with_its_files_over_the_copies() throws Exception {
        ConfigurationSet set = set("mine");
        sets.keep(set);
        sets.serving(set.hash());

        ConfigurationSet found = sets.lastGood().orElseThrow();

        assertThat(found.hash()).isEqualTo(set.hash());
        assertThat(found.files())
                .extracting(SetFile::path)
                .containsExactly("routes/copy.yaml", "routes/tools/mine.yaml");
    }

    @Test
    void an_empty_file_that_switches_a_copy_off_does_so_later_too() throws Exception {
        ConfigurationSet set = reader.over(List.of(file("routes/copy.yaml", "")));
        sets.keep(set);

        assertThat(sets.find(set.hash()).orElseThrow().files()).isEmpty();
    }

    @Test
    void what_a_kill_left_half_written_is_no_set() throws Exception {
        ConfigurationSet set = set("mine");
        Path draft = data.resolve("configuration/" + set.hash() + ".draft/routes");
        Files.createDirectories(draft);
        Files.writeString(draft.resolve("half.yaml"), "half");

        assertThat(sets.list()).isEmpty();
        sets.keep(set);
        assertThat(sets.find(set.hash()).orElseThrow().find("routes/half.yaml")).isEmpty();
    }

    @Test
    void the_oldest_beyond_twenty_are_dropped() throws Exception {
        for (int i = 0; i < StoredSets.KEPT + 3; i++) {
            sets.keep(set("mine " + i));
        }

        assertThat(sets.list()).hasSize(StoredSets.KEPT);
        assertThat(sets.find(set("mine 22").hash())).isPresent();
    }

    @Test
    void an_unknown_hash_is_not_found_whatever_it_looks_like() throws Exception {
        assertThat(sets.find("0".repeat(64))).isEmpty();
        assertThat(sets.find("../../etc")).isEmpty();
    }

    @Test
    void a_step_back_is_remembered_until_it_ends() throws Exception {
        sets.pin(Optional.of("abc"));
        assertThat(sets.pinned()).contains("abc");

        sets.pin(Optional.empty());
        assertThat(sets.pinned()).isEmpty();
    }
}
