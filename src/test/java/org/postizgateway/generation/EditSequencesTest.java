package org.postizgateway.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.postizgateway.generation.check.SetOnDisk;
import org.springframework.util.FileSystemUtils;

/**
 * Whatever is done to a directory, what serves in the end is its content, or, where that is not
 * valid, the last content that was; and the check says the same of each.
 */
class EditSequencesTest {

    private static final List<String> FILES =
            List.of("routes/a.yaml", "routes/b.yaml", "routes/c.yaml");

    /** Contents by whether a set with it can run; each has the id of its route. */
    private enum Content {
        VALID(true, FollowedDirectory.route("ID", "WORD")),
        NO_YAML(false, "- route: ["),
        UNKNOWN_STEP(false, FollowedDirectory.route("ID", "WORD").replace("setBody", "setBodi")),
        UNKNOWN_COMPONENT(
                false, FollowedDirectory.route("ID", "WORD") + "        - to: nosuch:WORD\n"),
        NO_VALUE(false, FollowedDirectory.route("ID", "'{{nowhere.WORD}}'")),
        NO_TARGET(false, FollowedDirectory.route("ID", "WORD") + "        - to: direct:no\n"),
        OPEN_DOOR(
                false,
                FollowedDirectory.route("ID", "WORD").replace("direct:ID", "platform-http:/ID")),
        NOTHING(true, "");

        private final boolean valid;
        private final String text;

        Content(boolean valid, String text) {
            this.valid = valid;
            this.text = text;
        }
    }

    private enum Kind {
        WRITE,
        RENAME,
        DELETE
    }

    /**
     * @param settle whether the next edit waits until this one was seen
     */
    record Edit(Kind kind, String file, String other, Content content, int word, boolean settle) {}

    @Provide
    Arbitrary<List<Edit>> edits() {
        Arbitrary<Content> contents =
                Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.just(Content.VALID)),
                        Tuple.of(3, Arbitraries.of(Content.values())));
        return Combinators.combine(
                        Arbitraries.of(Kind.WRITE, Kind.WRITE, Kind.RENAME, Kind.DELETE),
                        Arbitraries.of(FILES),
                        Arbitraries.of(FILES),
                        contents,
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of(true, true, false))
                .as(Edit::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    /** What the directory holds, as far as it is known from the edits. */
    private static final class Expected {

        private final Map<String, Content> files = new TreeMap<>();
        private final Map<String, String> ids = new TreeMap<>();

        boolean isValid() {
            Set<String> seen = new HashSet<>();
            return files.entrySet().stream()
                    .allMatch(
                            file ->
                                    file.getValue().valid
                                            && (file.getValue() == Content.NOTHING
                                                    || seen.add(ids.get(file.getKey()))));
        }

        void write(String file, Content content, String id) {
            files.put(file, content);
            ids.put(file, id);
        }

        void rename(String from, String to) {
            write(to, files.remove(from), ids.remove(from));
        }

        void delete(String file) {
            files.remove(file);
            ids.remove(file);
        }
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void what_serves_in_the_end_is_the_newest_valid_content(@ForAll("edits") List<Edit> edits)
            throws Exception {
        Path temporary = Files.createTempDirectory("edits");
        Path directory = Files.createDirectories(temporary.resolve("config"));
        try (FollowedDirectory followed =
                new FollowedDirectory(directory, temporary.resolve("data"))) {
            Expected expected = new Expected();
            Set<String> mayServe = new HashSet<>(Set.of(followed.serving()));
            for (int i = 0; i < edits.size(); i++) {
                Edit edit = edits.get(i);
                apply(edit, temporary, directory, expected);
                if (expected.isValid()) {
                    mayServe.add(followed.hash());
                }
                assertThat(new SetOnDisk(directory).problems().isEmpty())
                        .as("the check agrees after %s", edit)
                        .isEqualTo(expected.isValid());
                if (edit.settle() || i == edits.size() - 1) {
                    settle(followed, expected, mayServe);
                }
            }
        } finally {
            FileSystemUtils.deleteRecursively(temporary);
        }
    }

    private static void settle(
            FollowedDirectory followed, Expected expected, Set<String> mayServe) {
        if (expected.isValid()) {
            followed.awaitServing();
        } else {
            followed.awaitRefused();
            // Of several that came and went unseen, any may have been seen.
            assertThat(mayServe).contains(followed.serving());
        }
        mayServe.clear();
        mayServe.add(followed.serving());
    }

    private static void apply(Edit edit, Path temporary, Path directory, Expected expected)
            throws IOException {
        Path file = directory.resolve(edit.file());
        Path other = directory.resolve(edit.other());
        switch (edit.kind()) {
            case WRITE -> {
                String id = "route" + edit.word();
                String text =
                        edit.content().text.replace("ID", id).replace("WORD", "w" + edit.word());
                Files.createDirectories(file.getParent());
                Path draft = Files.writeString(temporary.resolve("draft"), text);
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
                expected.write(edit.file(), edit.content(), id);
            }
            case RENAME -> {
                if (Files.exists(file) && !file.equals(other)) {
                    Files.move(file, other, StandardCopyOption.REPLACE_EXISTING);
                    expected.rename(edit.file(), edit.other());
                }
            }
            case DELETE -> {
                Files.deleteIfExists(file);
                expected.delete(edit.file());
            }
        }
    }
}
