package org.postizgateway.config.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class KameletConfigurationTest {

    private static final String OWN =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: postiz-groups-list-action
            spec:
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setBody:
                        constant: from the directory
            """;

    @TempDir private Path directory;

    @Test
    void a_file_in_the_directory_wins_over_the_copy_in_the_jar() throws Exception {
        Files.writeString(directory.resolve("postiz-groups-list-action.kamelet.yaml"), OWN);
        try (CamelContext context = new DefaultCamelContext()) {
            context.getRegistry()
                    .bind(
                            "kamelet-component",
                            new KameletConfiguration()
                                    .kameletComponent(
                                            "file:" + directory + ",classpath:kamelets",
                                            new MockEnvironment()));
            context.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:changed").to("kamelet:postiz-groups-list-action");
                            from("direct:as-is")
                                    .onException(IllegalArgumentException.class)
                                    .handled(true)
                                    .setBody(constant("handled by the route"))
                                    .end()
                                    .to("kamelet:postiz-integration-settings-action")
                                    .setBody(constant("went on"));
                        }
                    });
            context.start();

            assertThat(body(context, "direct:changed")).isEqualTo("from the directory");
            assertThat(body(context, "direct:as-is")).isEqualTo("handled by the route");
        }
    }

    @Test
    void properties_of_a_kamelet_can_be_set_for_all_its_calls() {
        MockEnvironment settings =
                new MockEnvironment()
                        .withProperty(
                                "camel.component.kamelet.template-properties"
                                        + "[postiz-groups-list-action].responseTimeout",
                                "1000");

        KameletComponent component = new KameletConfiguration().kameletComponent("", settings);

        assertThat(component.getTemplateProperties().get("postiz-groups-list-action"))
                .containsEntry("responseTimeout", "1000");
    }

    private static Object body(CamelContext context, String endpoint) {
        Exchange exchange = context.createProducerTemplate().request(endpoint, sent -> {});
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody();
    }
}
