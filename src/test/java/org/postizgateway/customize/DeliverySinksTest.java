package org.postizgateway.customize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code routes/delivery.yaml} and its variants, in a Camel without the gateway. */
@Timeout(120)
class DeliverySinksTest {

    private static final Map<String, Object> FINDING =
            Map.of(
                    "id", "finding-1",
                    "post", "p1",
                    "is", "failed",
                    "channel", "Zürich on X",
                    "reason", "Refresh channel needed",
                    "means", "Nothing was published.");

    private static Exchange send(String file, Map<String, String> settings, Object finding)
            throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            settings.forEach(camel.getPropertiesComponent()::addInitialProperty);
            camel.getComponent("kamelet", KameletComponent.class).setLocation("file:kamelets");
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(
                            PluginHelper.getResourceLoader(camel).resolveResource("file:" + file));
            camel.start();
            return camel.createProducerTemplate()
                    .request("direct:delivery", e -> e.getMessage().setBody(finding));
        }
    }

    @Test
    void without_a_sink_the_route_only_logs() throws Exception {
        assertThat(send("routes/delivery.yaml", Map.of(), FINDING).getException()).isNull();
    }

    @Test
    void the_sinks_of_dead_letters_take_findings(@TempDir Path directory) throws Exception {
        String file = "kamelet:gateway-dead-letter-file-sink?fileName=d.jsonl&directory=";
        Map<String, String> settings = Map.of("delivery.sinks", file + directory);

        try (Neighbour hook =
                new Neighbour().at("/hook", asked -> new Neighbour.Reply(204, "", ""))) {
            String webhook =
                    "kamelet:gateway-dead-letter-webhook-sink?url=RAW(" + hook.url() + "/hook)";
            assertThat(send("routes/delivery.yaml", settings, FINDING).getException()).isNull();
            assertThat(
                            send("routes/delivery.yaml", Map.of("delivery.sinks", webhook), FINDING)
                                    .getException())
                    .isNull();
        }
        assertThat(new ObjectMapper().readTree(Files.readString(directory.resolve("d.jsonl"))))
                .isEqualTo(new ObjectMapper().valueToTree(FINDING));
    }

    @Test
    void a_mail_tells_what_is_wrong_and_a_late_post_is_no_mail() throws Exception {
        GreenMail server =
                new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            String file = "docs/customize/examples/delivery-mail/routes/delivery.yaml";
            Map<String, String> settings =
                    Map.of(
                            "mail.server", "127.0.0.1:" + server.getSmtp().getPort(),
                            "mail.from", "gateway@company.example",
                            "mail.to", "people@company.example");
            Map<String, Object> late = new HashMap<>(FINDING);
            late.put("is", "late");

            assertThat(send(file, settings, FINDING).getException()).isNull();
            assertThat(send(file, settings, late).getException()).isNull();

            MimeMessage[] mails = server.getReceivedMessages();
            assertThat(mails).hasSize(1);
            assertThat(mails[0].getSubject()).isEqualTo("A post on Zürich on X is failed");
            assertThat(mails[0].getContent().toString())
                    .contains("Refresh channel needed", "Nothing was published.");
        } finally {
            server.stop();
        }
    }
}
