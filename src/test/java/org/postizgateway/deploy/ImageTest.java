package org.postizgateway.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.security.door.HostCheck;
import org.postizgateway.security.door.HostCheck.Verdict;

/**
 * What can be known of the image without building it; {@code deploy/image/verify.sh} holds a built
 * one.
 */
class ImageTest {

    /** The instructions of the Dockerfile, each on one line, without comments. */
    private static List<String> instructions() throws IOException {
        String lines =
                Files.readString(Path.of("Dockerfile"))
                        .replaceAll("(?m)^\\s*#.*\\n", "")
                        .replaceAll("\\\\\\n\\s*", "");
        return lines.lines().filter(line -> !line.isBlank()).toList();
    }

    private static List<String> instructions(String name) throws IOException {
        return instructions().stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    /** The instructions of the stage that begins with a {@code FROM} that ends so. */
    private static List<String> stage(String from) throws IOException {
        List<String> stage = new ArrayList<>();
        boolean in = false;
        for (String instruction : instructions()) {
            in = instruction.startsWith("FROM ") ? instruction.endsWith(from) : in;
            if (in) {
                stage.add(instruction);
            }
        }
        return stage;
    }

    @Test
    void bases_are_named_once_so_that_they_can_be_pinned() throws IOException {
        List<String> arguments = instructions("ARG");

        assertThat(instructions("FROM"))
                .isNotEmpty()
                .allSatisfy(
                        from -> {
                            assertThat(from).matches("\\$\\{[A-Z]+}( AS [a-z]+)?");
                            String name = from.replaceAll("\\$\\{([A-Z]+)}.*", "$1");
                            assertThat(arguments)
                                    .anySatisfy(
                                            argument ->
                                                    assertThat(argument)
                                                            .matches(
                                                                    name + "=[a-z-]+:[a-z0-9.-]+"));
                        });
    }

    /** A cache that was trained in another runtime, or lies elsewhere, is silently left aside. */
    @Test
    void the_cache_is_trained_in_the_runtime_that_uses_it_on_the_same_files() throws IOException {
        List<String> trained = stage(" AS trained");
        List<String> shipped = stage("FROM ${RUNTIME}");
        String training = Files.readString(Path.of("deploy/image/train.sh"));

        assertThat(trained.get(0)).isEqualTo("FROM ${RUNTIME} AS trained");
        for (String line :
                List.of(
                        "WORKDIR /app",
                        "COPY --from=build /app/lib lib",
                        "COPY --from=build /app/gateway.jar .")) {
            assertThat(trained).contains(line);
            assertThat(shipped).contains(line);
        }
        assertThat(training).contains("-XX:AOTCacheOutput=gateway.aot");
        assertThat(String.join("\n", shipped))
                .contains("COPY --from=trained /app/gateway.aot .")
                .contains("\"-XX:AOTCache=gateway.aot\"");
        assertThat(training).contains("-XX:+UseCompressedOops -XX:AOTCacheOutput");
        assertThat(instructions("ENTRYPOINT").get(0)).contains("\"-XX:+UseCompressedOops\"");
    }

    /** Without memory a gateway loses some of its threads, and would go on without them. */
    @Test
    void a_gateway_without_memory_ends_so_that_it_is_started_again() throws IOException {
        assertThat(instructions("ENTRYPOINT").get(0)).contains("\"-XX:+ExitOnOutOfMemoryError\"");
    }

    /** The runtime has none; what the training installs is not in the image. */
    @Test
    void the_training_has_the_program_that_it_calls_with() throws IOException {
        assertThat(Files.readString(Path.of("deploy/image/train.sh"))).contains("curl -");
        assertThat(stage(" AS trained"))
                .anySatisfy(
                        line -> assertThat(line).matches("RUN .*apt-get install .*\\bcurl\\b.*"));
        assertThat(String.join("\n", stage("FROM ${RUNTIME}"))).doesNotContain("apt-get", "curl");
    }

    @Test
    void a_training_that_cannot_start_says_why_and_leaves_no_cache(@TempDir Path directory)
            throws Exception {
        Path programs = Files.createDirectory(directory.resolve("bin"));
        program(
                programs.resolve("java"),
                "touch gateway.aot; printf 'Description:\\n\\nGATEWAY_PORT 18080 is in use.\\n'; exit"
                        + " 1");
        program(programs.resolve("curl"), "exit 7");
        ProcessBuilder builder =
                new ProcessBuilder(
                        "bash",
                        Path.of("deploy/image/train.sh").toAbsolutePath().toString(),
                        directory.toString());
        builder.environment().put("JAVA_HOME", directory.toString());
        builder.environment().compute("PATH", (name, path) -> programs + ":" + path);
        Process training = builder.start();
        String said = new String(training.getErrorStream().readAllBytes(), UTF_8);

        assertThat(training.waitFor()).isEqualTo(1);
        assertThat(said).isEqualTo("train.sh: the gateway ended: GATEWAY_PORT 18080 is in use.\n");
        assertThat(directory.resolve("gateway.aot")).doesNotExist();
    }

    private static void program(Path file, String commands) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void a_build_is_given_what_it_copies_and_nothing_else() throws IOException {
        List<String> ignored =
                Files.readAllLines(Path.of(".dockerignore")).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList();
        List<String> given = ignored.stream().skip(1).map(line -> line.substring(1)).toList();
        List<String> copied = new ArrayList<>();
        for (String copy : instructions("COPY")) {
            List<String> words = Arrays.asList(copy.split(" "));
            if (!words.get(0).startsWith("--from=")) {
                copied.addAll(words.subList(0, words.size() - 1));
            }
        }

        assertThat(ignored.get(0)).isEqualTo("*");
        assertThat(ignored.subList(1, ignored.size())).allMatch(line -> line.startsWith("!"));
        assertThat(given).containsExactlyInAnyOrderElementsOf(copied);
        assertThat(given).allSatisfy(file -> assertThat(Path.of(file)).exists());
    }

    @Test
    void compose_reaches_the_ports_and_the_volume_that_the_image_has() throws IOException {
        JsonNode gateway =
                Manifests.YAML
                        .readTree(Manifests.DEPLOY.resolve("compose/compose.yaml").toFile())
                        .at("/services/gateway");
        List<String> ports = List.of(instructions("EXPOSE").get(0).split(" "));
        List<String> targets = new ArrayList<>();
        gateway.path("ports").forEach(port -> targets.add(port.asText().replaceFirst(".*:", "")));

        assertThat(targets).isNotEmpty().isSubsetOf(ports);
        assertThat(gateway.at("/volumes/0").asText()).endsWith(":" + instructions("VOLUME").get(0));
    }

    @Test
    void the_image_says_what_it_is() throws IOException {
        String labels = String.join(" ", instructions("LABEL"));

        assertThat(
                        Pattern.compile("org\\.opencontainers\\.image\\.([a-z.]+)=\"[^\"]+\"")
                                .matcher(labels)
                                .results()
                                .map(label -> label.group(1)))
                .contains("title", "description", "licenses", "version", "revision", "base.name");
        assertThat(labels)
                .contains("image.version=\"" + Manifests.image().replaceFirst(".*:", "") + "\"");
    }

    /** Hosts are held against the rule of the operators' port, with and without a list. */
    @ParameterizedTest
    @ValueSource(strings = {"", "gateway.example.com"})
    void its_health_check_tells_up_from_down_and_from_nothing(String allowedHosts)
            throws Exception {
        HostCheck hosts =
                new HostCheck(
                        Stream.of(allowedHosts).filter(host -> !host.isEmpty()).toList(),
                        Optional.empty());
        HttpServer operators =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int port = operators.getAddress().getPort();
        List<String> status = new ArrayList<>(List.of("UP", "DOWN"));
        operators.createContext(
                "/actuator/health/liveness",
                exchange -> {
                    Optional<String> host =
                            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"));
                    boolean refused = hosts.verdict(host, true) == Verdict.FOREIGN;
                    String answer = "{\"status\":\"" + status.remove(0) + "\"}";
                    byte[] body = (refused ? "{}" : answer).getBytes(UTF_8);
                    exchange.sendResponseHeaders(refused ? 403 : 200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        operators.start();
        try {
            assertThat(healthCheck(port)).isZero();
            assertThat(healthCheck(port)).isNotZero();
        } finally {
            operators.stop(0);
        }
        assertThat(status).isEmpty();
        assertThat(healthCheck(port)).isNotZero();
    }

    private static int healthCheck(int port) throws Exception {
        String instruction = instructions("HEALTHCHECK").get(0);
        MatchResult command =
                Stream.of(Pattern.compile("CMD (\\[.*])").matcher(instruction))
                        .flatMap(matcher -> matcher.results())
                        .findFirst()
                        .orElseThrow();
        ProcessBuilder builder =
                new ProcessBuilder(new ObjectMapper().readValue(command.group(1), String[].class));
        builder.environment().put("OPS_PORT", Integer.toString(port));
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
