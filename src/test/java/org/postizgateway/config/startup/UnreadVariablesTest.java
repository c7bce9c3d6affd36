package org.postizgateway.config.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class UnreadVariablesTest {

    @TempDir private Path directory;

    private List<String> warnings(String... variables) throws Exception {
        Log log = Mockito.mock(Log.class);
        DeferredLogFactory logs = (Supplier<Log> destination) -> log;
        new UnreadVariables(logs)
                .postProcessEnvironment(environment(variables), new SpringApplication());
        ArgumentCaptor<Object> lines = ArgumentCaptor.forClass(Object.class);
        Mockito.verify(log, Mockito.atLeast(0)).warn(lines.capture());
        return lines.getAllValues().stream().map(String::valueOf).toList();
    }

    private StandardEnvironment environment(String... variables) throws Exception {
        Map<String, Object> given = new TreeMap<>();
        for (String variable : variables) {
            given.put(variable, "a value that no log may hold");
        }
        StandardEnvironment environment =
                new StandardEnvironment() {
                    @Override
                    public Map<String, Object> getSystemEnvironment() {
                        return given;
                    }
                };
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "directory", Map.of("gateway.config-dir", directory.toString())));
        new YamlPropertySourceLoader()
                .load(
                        "Config resource 'class path resource [application.yaml]'",
                        new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        return environment;
    }

    @ParameterizedTest
    @CsvSource({
        "POSTIZ_ULR,POSTIZ_URL",
        "POSTIZ_APIKEYS,POSTIZ_API_KEY",
        "GATEWAY_SECRT,GATEWAY_SECRET",
        "GATEWAY_HTTP_MAX_BODYSIZE,GATEWAY_HTTP_MAX_BODY_SIZE",
        "LEDGER_PASSWD,LEDGER_PASSWORD",
        "LEGDER_URL,LEDGER_URL",
        "MEDIA_CONCURENCY,MEDIA_CONCURRENCY",
        "OPS_TOKN,OPS_TOKEN",
        "OPS_TOKEN_FILES,OPS_TOKEN_FILE",
        "DEAD_LETTER_SINK,DEAD_LETTER_SINKS",
        "POLICIES_READ_REPEAT,POLICIES_READ_REPEATS"
    })
    void a_mistyped_variable_is_named_with_the_one_that_is_meant(String variable, String meant)
            throws Exception {
        assertThat(warnings(variable))
                .containsExactly(
                        "Nothing reads the environment variable "
                                + variable
                                + ". Do you mean "
                                + meant
                                + "?");
    }

    @Test
    void a_variable_that_is_like_none_is_named_all_the_same() throws Exception {
        assertThat(warnings("LEDGER_COLOUR_OF_THE_BINDING"))
                .singleElement()
                .asString()
                .startsWith("Nothing reads the environment variable LEDGER_COLOUR_OF_THE_BINDING.")
                .contains("docs/settings.md");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POSTIZ_URL",
                "POSTIZ_CONNECTIONS",
                "OPS_PORT",
                "LEDGER_PASSWORD_FILE",
                "GATEWAY_KEYCACHE_TTL",
                "GATEWAY_ALLOWED_HOSTS_0",
                "DEAD_LETTER_WEBHOOK_TOKEN",
                "PATH",
                "HOME",
                "JAVA_HOME",
                "SPRING_PROFILES_ACTIVE",
                "CAMEL_MAIN_NAME",
                "POSTGRES_PASSWORD"
            })
    void what_is_read_or_is_not_ours_is_not_remarked_on(String variable) throws Exception {
        assertThat(warnings(variable)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POSTIZ_SERVICE_HOST",
                "POSTIZ_SERVICE_PORT_HTTP",
                "POSTIZ_PORT",
                "POSTIZ_PORT_5000_TCP_ADDR",
                "GATEWAY_PORT_8080_TCP"
            })
    void what_kubernetes_sets_for_a_service_is_not_remarked_on(String variable) throws Exception {
        assertThat(warnings(variable)).isEmpty();
    }

    @Test
    void what_a_route_of_the_configuration_directory_reads_is_known() throws Exception {
        Path routes = Files.createDirectories(directory.resolve("routes"));
        Files.writeString(
                routes.resolve("own.yaml"), "- uri: log:{{env:POSTIZ_TEAM}}{{media.own-name}}");

        assertThat(warnings("POSTIZ_TEAM", "MEDIA_OWN_NAME")).isEmpty();
        assertThat(warnings("POSTIZ_TEAMS")).singleElement().asString().contains("POSTIZ_TEAM?");
    }
}
