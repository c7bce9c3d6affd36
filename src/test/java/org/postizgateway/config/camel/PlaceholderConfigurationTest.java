package org.postizgateway.config.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PlaceholderConfigurationTest {

    @Test
    void a_placeholder_means_what_spring_says_and_not_an_environment_variable_of_like_name() {
        assertThat(System.getenv()).containsKey("PATH");
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CamelAutoConfiguration.class))
                .withUserConfiguration(PlaceholderConfiguration.class)
                .withPropertyValues("path=as Spring says")
                .run(
                        application ->
                                assertThat(
                                                application
                                                        .getBean(CamelContext.class)
                                                        .resolvePropertyPlaceholders("{{path}}"))
                                        .isEqualTo("as Spring says"));
    }
}
