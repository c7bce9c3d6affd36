package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.postiz.mapping.ChannelList;

/** {@code routes/filters.yaml} in a Camel without the gateway. */
class FiltersTest {

    @ParameterizedTest
    @CsvSource({"channel, channels", "group, groups"})
    void what_was_asked_anew_is_not_for_the_steps_behind(String what, String list)
            throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("channelList", new ChannelList());
            camel.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:" + list)
                                    .setProperty("asked", header("refresh"))
                                    .setBody(constant("[{\"id\": \"1\"}]"));
                        }
                    });
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(
                            PluginHelper.getResourceLoader(camel)
                                    .resolveResource("file:routes/filters.yaml"));
            camel.start();

            Exchange exchange =
                    camel.createProducerTemplate()
                            .request(
                                    "direct:require-" + what,
                                    e -> {
                                        e.setProperty(what, "1");
                                        e.getMessage().setBody("found");
                                    });

            Message after = exchange.getMessage();
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getProperty("asked")).isEqualTo("true");
            assertThat(after.getBody()).isEqualTo("found");
            assertThat(after.getHeader("refresh")).isNull();
        }
    }
}
