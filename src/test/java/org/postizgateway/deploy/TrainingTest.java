package org.postizgateway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The calls that the image is trained with. */
class TrainingTest {

    @Test
    void every_tool_is_called() throws IOException {
        Set<String> called = new TreeSet<>();
        for (String call : Files.readAllLines(Path.of("deploy/image/calls.jsonl"))) {
            called.add(new ObjectMapper().readTree(call).path("name").asText());
        }
        Set<String> tools;
        try (Stream<Path> files = Files.list(Path.of("routes/tools"))) {
            tools =
                    files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                            .collect(Collectors.toSet());
        }

        assertThat(called).containsAll(tools);
    }
}
