package org.postizgateway.config.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class UnreadArgumentsTest {

    @TempDir private Path directory;
    private final StandardEnvironment environment = new StandardEnvironment();

    private List<String> warnings(String... arguments) throws Exception {
        var sources = environment.getPropertySources();
        sources.addFirst(new SimpleCommandLinePropertySource(arguments));
        sources.addLast(
                new MapPropertySource(
                        "directory", Map.of("gateway.config-dir", directory.toString())));
        new YamlPropertySourceLoader()
                .load(
                        "Config resource 'class path resource [application.yaml]'",
                        new ClassPathResource("application.yaml"))
                .forEach(sources::addLast);
        Log log = Mockito.mock(Log.class);
        DeferredLogFactory logs = (Supplier<Log> destination) -> log;
        new UnreadArguments(logs).postProcessEnvironment(environment, new SpringApplication());
        ArgumentCaptor<Object> lines = ArgumentCaptor.forClass(Object.class);
        Mockito.verify(log, Mockito.atLeast(0)).warn(lines.capture());
        return lines.getAllValues().stream().map(String::valueOf).toList();
    }

    @Test
    void a_mistyped_property_is_named_with_the_one_that_is_meant() throws Exception {
        assertThat(warnings("--gateway.config-dirs=a value that no log may hold"))
                .containsExactly(
                        "Nothing reads gateway.config-dirs: it is no setting of the gateway, and no"
                                + " placeholder names it. Is gateway.config-dir meant?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--postiz.url=http://localhost",
                "--gateway.configDir=x",
                "--camel.main.name=x",
                "--CRM_URL=http://crm",
                "--postiz.instances.agency.url=http://localhost",
                "--media.own-name=x"
            })
    void what_is_read_or_is_not_ours_is_not_remarked_on(String argument) throws Exception {
        Path routes = Files.createDirectories(directory.resolve("routes"));
        Files.writeString(routes.resolve("own.yaml"), "- uri: log:{{media.own-name}}");

        assertThat(warnings(argument)).isEmpty();
    }

    @Test
    void a_profile_that_changes_nothing_is_named() throws Exception {
        environment.setActiveProfiles("sandbx", "staging", "sandbox");
        environment
                .getPropertySources()
                .addLast(
                        new MapPropertySource(
                                "Config resource 'file [application.yaml]' (document #1)",
                                Map.of("spring.config.activate.on-profile", "staging | test")));
        environment
                .getPropertySources()
                .addLast(
                        new MapPropertySource(
                                "Config resource 'class path resource [application-sandbox.yaml]'",
                                Map.of()));

        assertThat(warnings())
                .containsExactly(
                        "There is no application-sandbx.yaml for the profile sandbx, so it changes"
                                + " nothing.");
    }
}
