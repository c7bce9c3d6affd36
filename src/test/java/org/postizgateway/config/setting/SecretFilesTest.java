package org.postizgateway.config.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SecretFilesTest {

    @SuppressWarnings("unused")
    private static final Iterable<String> SECRETS = SecretFiles.SECRETS;

    @TempDir private Path directory;

    private static StandardEnvironment environment(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", variables));
        new SecretFiles().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    @ParameterizedTest
    @FieldSource("SECRETS")
    void a_secret_comes_from_its_file_without_the_line_end(String secret) throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), "  from the file \n");

        assertThat(environment(Map.of(secret + "_FILE", file.toString())).getProperty(secret))
                .isEqualTo("from the file");
    }

    @Test
    void without_a_file_a_secret_is_what_it_was() {
        assertThat(environment(Map.of("OPS_TOKEN", "direct")).getProperty("OPS_TOKEN"))
                .isEqualTo("direct");
        assertThat(environment(Map.of()).getProperty("OPS_TOKEN")).isNull();
    }

    @Test
    void an_empty_variable_beside_the_file_does_not_count() throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), "from the file");

        assertThat(
                        environment(Map.of("OPS_TOKEN", "", "OPS_TOKEN_FILE", file.toString()))
                                .getProperty("OPS_TOKEN"))
                .isEqualTo("from the file");
    }

    @Test
    void a_secret_given_both_ways_is_refused_without_repeating_it() throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), "from the file");

        assertThatThrownBy(
                        () ->
                                environment(
                                        Map.of(
                                                "OPS_TOKEN",
                                                "direct-value",
                                                "OPS_TOKEN_FILE",
                                                file.toString())))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("OPS_TOKEN_FILE is set beside OPS_TOKEN")
                .hasMessageNotContaining("direct-value");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> environment(Map.of("GATEWAY_SECRET_FILE", "/nowhere/at-all")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContainingAll("GATEWAY_SECRET_FILE", "/nowhere/at-all");
    }

    @Test
    void an_empty_file_is_refused() throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), "\n");

        assertThatThrownBy(() -> environment(Map.of("OPS_TOKEN_FILE", file.toString())))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("empty file");
    }
}
