package org.postizgateway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the image's second compiler leaves to the first ({@code deploy/image/compiler.json}). */
class CompilerDirectivesTest {

    private static final Path FILE = Path.of("deploy/image/compiler.json");

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(JsonParser.Feature.ALLOW_COMMENTS)
                    .enable(JsonParser.Feature.ALLOW_UNQUOTED_FIELD_NAMES)
                    .build();

    private static List<String> patterns() throws IOException {
        List<String> patterns = new ArrayList<>();
        for (JsonNode directive : JSON.readTree(FILE.toFile())) {
            assertThat(directive.at("/c2/Exclude").asBoolean()).isTrue();
            assertThat(directive.has("c1")).isFalse();
            directive.path("match").forEach(pattern -> patterns.add(pattern.asText()));
        }
        return patterns;
    }

    /** A JVM that cannot read the file does not start. */
    @Test
    void a_jvm_takes_them() throws Exception {
        Process jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UnlockDiagnosticVMOptions",
                                "-XX:CompilerDirectivesFile=" + FILE,
                                "-version")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(jvm.getInputStream().readAllBytes());

        assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("1 compiler directives added");
        assertThat(jvm.exitValue()).isZero();
    }

    @Test
    void the_image_has_the_file_where_its_jvm_looks_and_may_read_it() throws IOException {
        String dockerfile = Files.readString(Path.of("Dockerfile"));

        assertThat(dockerfile).contains("\nCOPY " + FILE + " .\n");
        assertThat(dockerfile.substring(dockerfile.indexOf("ENTRYPOINT")))
                .containsSubsequence(
                        "\"-XX:+UnlockDiagnosticVMOptions\"",
                        "\"-XX:CompilerDirectivesFile=" + FILE.getFileName() + "\"",
                        "\"-XX:CompileCommand=quiet\"");
    }

    /** Names change with versions; those inside the JDK are of the image's, not of every JVM. */
    @Test
    void each_names_classes_that_there_are() throws IOException {
        TreeSet<String> classes = new TreeSet<>(ofTheJdk());
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar")) {
                try (JarFile jar = new JarFile(entry)) {
                    jar.stream().forEach(file -> classes.add(file.getName()));
                }
            }
        }

        assertThat(patterns())
                .filteredOn(pattern -> !pattern.startsWith("jdk/internal/"))
                .isNotEmpty()
                .allSatisfy(
                        pattern ->
                                assertThat(classes).anyMatch(classOf(pattern).asMatchPredicate()));
    }

    /** Calls run through them all day long. */
    @Test
    void what_calls_run_through_is_compiled_twice() throws IOException {
        List<Pattern> excluded = patterns().stream().map(CompilerDirectivesTest::classOf).toList();

        assertThat(
                        List.of(
                                "org/postizgateway/mcp/server/McpServerProducer",
                                "org/apache/camel/impl/engine/CamelInternalProcessor",
                                "org/apache/camel/component/bean/MethodInfo",
                                "org/apache/hc/core5/http/impl/io/HttpRequestExecutor",
                                "org/springframework/core/task/SimpleAsyncTaskExecutor",
                                "org/springframework/jdbc/core/JdbcTemplate",
                                "com/fasterxml/jackson/databind/ObjectMapper",
                                "io/netty/channel/nio/NioEventLoop",
                                "java/lang/String",
                                "java/lang/invoke/VarHandleReferences",
                                "java/util/HashMap",
                                "java/util/zip/Inflater"))
                .noneMatch(
                        name ->
                                excluded.stream()
                                        .anyMatch(
                                                pattern ->
                                                        pattern.matcher(name + ".class")
                                                                .matches()));
    }

    /** The file of a class, from {@code a/B*.method}. */
    private static Pattern classOf(String pattern) {
        String name = pattern.substring(0, pattern.lastIndexOf('.'));
        return Pattern.compile(Pattern.quote(name).replace("*", "\\E.*\\Q") + "\\.class");
    }

    private static List<String> ofTheJdk() throws IOException {
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
        try (Stream<Path> files = Files.walk(base)) {
            return files.map(file -> base.relativize(file).toString()).toList();
        }
    }
}
