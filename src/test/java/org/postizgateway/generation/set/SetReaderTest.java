package org.postizgateway.generation.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a configuration directory, whatever is in it. */
class SetReaderTest {

    private static final SetFile COPY =
            new SetFile("routes/mcp.yaml", SetFile.JAR, "copy".getBytes(StandardCharsets.UTF_8));

    private final SetReader reader = new SetReader(List.of(COPY));

    @TempDir private Path directory;

    private Path write(String path, String content) throws Exception {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private String content(String path) throws Exception {
        return reader.read(directory).find(path).map(SetFile::text).orElse(null);
    }

    private String refusal() {
        return catchThrowableOfType(RefusedSetException.class, () -> reader.read(directory))
                .getMessage();
    }

    @Test
    void an_empty_directory_leaves_the_copies_in_the_jar() throws Exception {
        assertThat(content("routes/mcp.yaml")).isEqualTo("copy");
    }

    @Test
    void a_file_of_the_same_path_wins_over_the_copy() throws Exception {
        write("routes/mcp.yaml", "mine");

        assertThat(content("routes/mcp.yaml")).isEqualTo("mine");
    }

    @Test
    void a_file_that_only_the_directory_has_is_added() throws Exception {
        write("routes/tools/mine.yaml", "mine");
        write("kamelets/my-action.kamelet.yaml", "mine");
        write("schemas/mine.json", "{}");
        write("application.yaml", "a: b");

        assertThat(reader.read(directory).files())
                .extracting(SetFile::path)
                .containsExactly(
                        "application.yaml",
                        "kamelets/my-action.kamelet.yaml",
                        "routes/mcp.yaml",
                        "routes/tools/mine.yaml",
                        "schemas/mine.json");
    }

    @Test
    void an_empty_file_switches_the_copy_off() throws Exception {
        write("routes/mcp.yaml", "");

        assertThat(content("routes/mcp.yaml")).isNull();
    }

    @Test
    void what_does_not_belong_to_a_set_changes_nothing() throws Exception {
        String before = reader.read(directory).hash();
        write("data/notes.yaml", "other");
        write("routes/.mcp.yaml.swp", "half written");

        assertThat(reader.read(directory).hash()).isEqualTo(before);
    }

    @Test
    void the_hash_is_that_of_paths_and_contents_wherever_they_lie() throws Exception {
        String before = reader.read(directory).hash();
        write("routes/mcp.yaml", "copy");
        assertThat(reader.read(directory).hash()).as("the same content").isEqualTo(before);

        write("routes/mcp.yaml", "copied");
        assertThat(reader.read(directory).hash()).as("another content").isNotEqualTo(before);
    }

    @Test
    void a_mounted_config_map_is_read_once() throws Exception {
        Path real = write("routes/..2026_01_01/mine.yaml", "mine");
        Files.createSymbolicLink(directory.resolve("routes/..data"), real.getParent());
        Files.createSymbolicLink(
                directory.resolve("routes/mine.yaml"),
                directory.resolve("routes/..data/mine.yaml"));

        assertThat(reader.read(directory).files())
                .extracting(SetFile::path)
                .containsExactly("routes/mcp.yaml", "routes/mine.yaml");
    }

    @Test
    void a_directory_that_is_not_there_is_refused() throws Exception {
        Files.delete(directory);

        assertThat(refusal()).startsWith(directory + ": is not a directory.");
        Files.createDirectory(directory);
    }

    @Test
    void a_file_too_large_to_be_a_route_is_refused_without_reading_it() throws Exception {
        Path file = write("routes/video.yaml", "");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(50L * 1024 * 1024);
        }

        assertThat(refusal()).isEqualTo(file + ": is larger than 1024 KB.");
    }

    @Test
    void a_loop_of_links_is_refused_by_name() throws Exception {
        Path loop = directory.resolve("routes/loop");
        write("routes/mine.yaml", "mine");
        Files.createSymbolicLink(loop, directory.resolve("routes"));

        assertThat(refusal())
                .isEqualTo(loop + ": is a symbolic link to a directory that it lies in.");
    }

    @Test
    void a_link_to_nothing_is_refused_by_name() throws Exception {
        write("routes/mine.yaml", "mine");
        Path link = directory.resolve("routes/other.yaml");
        Files.createSymbolicLink(link, directory.resolve("nowhere.yaml"));

        assertThat(refusal()).startsWith(link + ": is a symbolic link to nothing");
    }

    @Test
    void ten_thousand_files_are_refused_after_the_first_two_thousand() throws Exception {
        Files.createDirectories(directory.resolve("routes"));
        for (int i = 0; i < 10_000; i++) {
            Files.createFile(directory.resolve("routes/" + i + ".yaml"));
        }

        assertThat(refusal())
                .isEqualTo(directory + ": holds 2000 files or more. Is it the right directory?");
    }

    @Test
    void every_problem_is_told_at_once() throws Exception {
        write("routes/mine.yaml", "mine");
        Files.createSymbolicLink(
                directory.resolve("routes/a.yaml"), directory.resolve("nowhere.yaml"));
        Files.createSymbolicLink(
                directory.resolve("routes/b.yaml"), directory.resolve("nowhere.yaml"));

        assertThat(refusal()).contains("a.yaml", "b.yaml");
    }
}
