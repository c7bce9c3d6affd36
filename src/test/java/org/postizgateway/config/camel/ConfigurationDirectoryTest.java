package org.postizgateway.config.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.DefaultRoutesCollector;
import org.apache.camel.main.RoutesConfigurer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.config.setting.InvalidSettingException;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Files of the configuration directory win one by one over those on the class path. */
class ConfigurationDirectoryTest {

    @TempDir private Path temporary;
    private Path directory;

    @BeforeEach
    void chooseADirectoryWithASpaceInItsName() throws Exception {
        directory = Files.createDirectories(temporary.resolve("my config"));
    }

    private StandardEnvironment environment() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "given", Map.of("gateway.config-dir", directory.toString())));
        new ConfigurationDirectory().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    private List<String> routeFiles() {
        return List.of(environment().getProperty(ConfigurationDirectory.ROUTES).split(","));
    }

    private Path write(String path, String content) throws Exception {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @Test
    void a_directory_that_does_not_exist_is_refused() throws Exception {
        Files.delete(directory);

        assertThatThrownBy(this::environment)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("GATEWAY_CONFIG_DIR is not a directory: " + directory);
    }

    @Test
    void without_a_directory_all_routes_come_from_the_jar() {
        assertThat(routeFiles())
                .contains("classpath:routes/mcp.yaml")
                .allMatch(file -> file.startsWith("classpath:routes/"));
    }

    @Test
    void a_file_of_the_same_path_replaces_the_copy_in_the_jar() throws Exception {
        Path mine = write("routes/mcp.yaml", "- route: {}");

        assertThat(routeFiles())
                .contains("file:" + mine)
                .doesNotContain("classpath:routes/mcp.yaml");
    }

    @Test
    void a_file_that_only_the_directory_has_is_added() throws Exception {
        Path extra = write("routes/tools/mine.yaml", "- route: {}");

        assertThat(routeFiles()).contains("file:" + extra, "classpath:routes/mcp.yaml");
    }

    @Test
    void an_empty_file_switches_the_copy_in_the_jar_off() throws Exception {
        write("routes/mcp.yaml", "");

        assertThat(routeFiles()).noneMatch(file -> file.endsWith("mcp.yaml"));
    }

    @Test
    void what_is_not_yaml_is_left_alone() throws Exception {
        write("routes/README.md", "about");
        write("routes/mcp.yaml~", "old");

        assertThat(routeFiles()).allMatch(file -> file.startsWith("classpath:"));
    }

    @Test
    void a_mounted_config_map_is_read_once() throws Exception {
        Path real = write("routes/..2026_01_01/mine.yaml", "- route: {}");
        Files.createSymbolicLink(directory.resolve("routes/..data"), real.getParent());
        Files.createSymbolicLink(
                directory.resolve("routes/mine.yaml"),
                directory.resolve("routes/..data/mine.yaml"));

        assertThat(routeFiles())
                .filteredOn(file -> file.endsWith("mine.yaml"))
                .containsExactly("file:" + directory.resolve("routes/mine.yaml"));
    }

    @Test
    void kamelets_are_looked_up_in_the_directory_first() {
        assertThat(environment().getProperty(ConfigurationDirectory.KAMELETS))
                .isEqualTo("file:" + directory.resolve("kamelets") + ",classpath:kamelets");
    }

    @Test
    void both_can_be_set_by_hand() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "given", Map.of(ConfigurationDirectory.ROUTES, "mine")));

        new ConfigurationDirectory().postProcessEnvironment(environment, new SpringApplication());

        assertThat(environment.getProperty(ConfigurationDirectory.ROUTES)).isEqualTo("mine");
    }

    @Test
    void a_directory_that_camel_could_not_read_is_refused() {
        directory = temporary.resolve("a,b");

        assertThatThrownBy(this::environment)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("GATEWAY_CONFIG_DIR ");
    }

    @Test
    void camel_loads_what_the_list_names() throws Exception {
        write("routes/mcp.yaml", "");
        write("routes/tools/mine.yaml", route("mine", "direct:mine"));
        String onlyMine =
                String.join(",", routeFiles().stream().filter(f -> f.startsWith("file:")).toList());

        try (CamelContext context = new DefaultCamelContext()) {
            RoutesConfigurer configurer = new RoutesConfigurer(context);
            configurer.setRoutesCollector(new DefaultRoutesCollector());
            configurer.setRoutesIncludePattern(onlyMine);
            configurer.configureRoutes(context);
            context.start();

            assertThat(context.getRoutes()).extracting(Route::getId).containsExactly("mine");
        }
    }

    @Test
    void camel_takes_a_kamelet_from_the_directory_before_the_class_path() throws Exception {
        write(
                "kamelets/greeting-action.kamelet.yaml",
                """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: greeting-action
                spec:
                  definition:
                    title: Greeting
                  template:
                    from:
                      uri: kamelet:source
                      steps:
                        - setBody:
                            constant: hello
                """);

        try (CamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent()
                    .addOverrideProperty(
                            ConfigurationDirectory.KAMELETS,
                            environment().getProperty(ConfigurationDirectory.KAMELETS));
            context.getComponent(
                            "kamelet", org.apache.camel.component.kamelet.KameletComponent.class)
                    .setLocation(environment().getProperty(ConfigurationDirectory.KAMELETS));
            context.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:in").to("kamelet:greeting-action");
                        }
                    });
            context.start();

            assertThat(context.createProducerTemplate().requestBody("direct:in", "x"))
                    .isEqualTo("hello");
        }
    }

    private static String route(String id, String from) {
        return """
               - route:
                   id: %s
                   from:
                     uri: %s
                     steps:
                       - log: reached
               """
                .formatted(id, from);
    }
}
