package org.postizgateway.config.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.security.upstream.PostizInstances;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class InstanceSettingsTest {

    private static Map<String, InstanceSettings> ofVariables(Map<String, String> variables) {
        Map<String, Object> all = new HashMap<>(variables);
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, all));
        return InstanceSettings.all(environment);
    }

    @Test
    void instances_are_set_by_variables() {
        Map<String, InstanceSettings> all =
                ofVariables(
                        Map.of(
                                "POSTIZ_INSTANCES_SUPPORT_URL", "https://support.example/api/",
                                "POSTIZ_INSTANCES_SUPPORT_FRONTEND_URL", "https://support.example/",
                                "POSTIZ_INSTANCES_SUPPORT_TLS_BUNDLE", "private",
                                "POSTIZ_INSTANCES_SALES2_URL", "http://sales:3000"));

        assertThat(all).containsOnlyKeys("sales2", "support");
        InstanceSettings support = all.get("support");
        assertThat(support.url()).isEqualTo("https://support.example/api");
        assertThat(support.frontend()).contains(URI.create("https://support.example"));
        assertThat(support.tls().bundle()).isEqualTo("private");
        assertThat(all.get("sales2").frontend()).isEmpty();
        assertThat(ofVariables(Map.of())).isEmpty();
    }

    @Test
    void a_credential_is_of_the_default_instance_unless_another_is_named() {
        PostizInstances instances =
                InstanceSettings.of(
                        "https://api.postiz.com",
                        ofVariables(Map.of("POSTIZ_INSTANCES_SUPPORT_URL", "https://s.example")),
                        key -> key.equals("s") ? Optional.of("support") : Optional.empty());

        assertThat(instances.of("s").url()).hasToString("https://s.example");
        assertThat(instances.of("s").scoped("s")).isNotEqualTo("s");
        assertThat(instances.of("a").url()).hasToString("https://api.postiz.com");
        assertThat(instances.of("a").scoped("a")).isEqualTo("a");
        assertThat(instances.all()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POSTIZ_INSTANCES_SUPPORT_FRONTEND_URL|https://s.example|POSTIZ_INSTANCES_SUPPORT_URL is empty",
                "POSTIZ_INSTANCES_SUPPORT_URL|s.example|POSTIZ_INSTANCES_SUPPORT_URL is \"s.example\"",
                "POSTIZ_INSTANCES_SUPPORT_URL|https://s.example/public/v1|POSTIZ_INSTANCES_SUPPORT_URL ends in /public/v1",
                "POSTIZ_INSTANCES_SUPPORT_URL|https://api.postiz.com/|POSTIZ_INSTANCES_SUPPORT_URL is the same as POSTIZ_URL"
            })
    void an_instance_that_cannot_be_one_is_refused_by_name(
            String variable, String value, String problem) {
        assertThatThrownBy(() -> ofVariables(Map.of(variable, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void the_check_of_all_settings_refuses_them_before_anything_starts() {
        for (String name : List.of("Support", "a-b")) {
            assertThatThrownBy(
                            () ->
                                    SettingsTest.check(
                                            Map.of(
                                                    "postiz.instances." + name + ".url",
                                                    "https://s.example")))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageStartingWith("postiz.instances." + name + " has a name that is not");
        }
    }

    @Test
    void keys_of_an_instance_that_is_not_set_end_the_start(@TempDir Path directory)
            throws Exception {
        Path keys = directory.resolve("keys.yaml");
        Files.writeString(keys, "bob: {instance: support, key: secret-1}");
        IdentitySettings identity =
                new IdentitySettings(
                        "https://login.example", "", List.of(), List.of(), "sub", keys.toString());

        assertThatThrownBy(
                        () ->
                                identity.assignedKeys(
                                        ofVariables(Map.of()).keySet(), Optional.empty()))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(
                        "GATEWAY_IDENTITY_KEYS cannot be taken: "
                                + keys
                                + " names in entry 1 an instance of Postiz that is not set;"
                                + " POSTIZ_INSTANCES_<NAME>_URL sets one.");
    }

    @Test
    void only_what_an_instance_has_is_known_as_a_variable() {
        assertThat(InstanceSettings.isVariable("POSTIZ_INSTANCES_SUPPORT_URL")).isTrue();
        assertThat(InstanceSettings.isVariable("POSTIZ_INSTANCES_SUPPORT_FRONTEND_URL")).isTrue();
        assertThat(InstanceSettings.isVariable("POSTIZ_INSTANCES_SUPPORT_ULR")).isFalse();
    }
}
