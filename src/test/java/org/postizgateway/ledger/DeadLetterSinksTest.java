package org.postizgateway.ledger;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** {@code routes/dead-letter.yaml} with each of its sinks, in a Camel without the gateway. */
@ExtendWith(OutputCaptureExtension.class)
class DeadLetterSinksTest {

    private static final Map<String, Object> LETTER =
            Map.of(
                    "id", "letter-1",
                    "tool", "generateVideoTool",
                    "tenant", "0123",
                    "reason", "outcome_unknown",
                    "message", "Postiz closed the connection.",
                    "request", Map.of("prompt", "Zwölf Boxkämpfer"));

    private static Exchange send(String sinks) throws Exception {
        return send(Map.of("dead-letter.sinks", sinks));
    }

    private static Exchange send(Map<String, String> settings) throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            settings.forEach(camel.getPropertiesComponent()::addInitialProperty);
            camel.getComponent("kamelet", KameletComponent.class).setLocation("file:kamelets");
            Resource route =
                    PluginHelper.getResourceLoader(camel)
                            .resolveResource("file:routes/dead-letter.yaml");
            PluginHelper.getRoutesLoader(camel).loadRoutes(route);
            camel.start();
            return camel.createProducerTemplate()
                    .request("direct:dead-letter", e -> e.getMessage().setBody(LETTER));
        }
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    private static JsonNode letter() {
        return new ObjectMapper().valueToTree(LETTER);
    }

    @Test
    void without_a_sink_the_route_only_logs() throws Exception {
        assertThat(send("").getException()).isNull();
        assertThat(send(Map.of()).getException()).isNull();
    }

    @Test
    void a_file_gets_one_line_for_each(@TempDir Path directory) throws Exception {
        String sink = "kamelet:gateway-dead-letter-file-sink?directory=" + directory;
        send(sink);
        assertThat(send(sink).getException()).isNull();

        List<String> lines = Files.readAllLines(directory.resolve("dead-letters.jsonl"));
        assertThat(lines).hasSize(2);
        assertThat(json(lines.get(0))).isEqualTo(letter());
    }

    @Test
    void a_webhook_gets_the_letter_with_its_id_and_token() throws Exception {
        record Hook(String method, Map<String, List<String>> headers, String body) {}
        List<Hook> hooks = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext(
                "/hook",
                http -> {
                    hooks.add(
                            new Hook(
                                    http.getRequestMethod(),
                                    Map.copyOf(http.getRequestHeaders()),
                                    new String(
                                            http.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8)));
                    http.sendResponseHeaders(hooks.size() == 1 ? 204 : 500, -1);
                    http.close();
                });
        server.start();
        String sink =
                "kamelet:gateway-dead-letter-webhook-sink?url=RAW(http://localhost:"
                        + server.getAddress().getPort()
                        + "/hook)&token=s3cret";
        Exchange delivered = send(sink);
        Exchange refused = send(sink);
        server.stop(0);

        assertThat(delivered.getException()).isNull();
        assertThat(refused.getException()).hasMessageContaining("500");
        assertThat(hooks).hasSize(2);
        assertThat(hooks.get(0).method()).isEqualTo("POST");
        assertThat(json(hooks.get(0).body())).isEqualTo(letter());
        assertThat(hooks.get(0).headers())
                .containsEntry("Idempotency-key", List.of("letter-1"))
                .containsEntry("Authorization", List.of("Bearer s3cret"))
                .containsEntry("Content-type", List.of("application/json"));
    }

    @Test
    void the_address_of_a_webhook_that_refuses_is_not_logged(CapturedOutput log) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext(
                "/",
                http -> {
                    http.sendResponseHeaders(500, -1);
                    http.close();
                });
        server.start();
        Exchange refused =
                send(
                        "kamelet:gateway-dead-letter-webhook-sink?url=RAW(http://localhost:"
                                + server.getAddress().getPort()
                                + "/services/in-the-path)");
        server.stop(0);

        assertThat(Steps.cause(refused).map(LoggedFailure::of))
                .contains("HTTP status 500 from localhost");
        assertThat(log.getAll()).contains("letter-1").doesNotContain("in-the-path");
    }

    @Test
    void a_kafka_topic_gets_the_letter_under_its_id() throws Exception {
        EmbeddedKafkaKraftBroker kafka = new EmbeddedKafkaKraftBroker(1, 1, "letters");
        kafka.afterPropertiesSet();
        try {
            Exchange sent =
                    send(
                            "kamelet:gateway-dead-letter-kafka-sink?topic=letters&brokers="
                                    + kafka.getBrokersAsString());
            ConsumerRecord<String, String> record = firstOf("letters", kafka.getBrokersAsString());

            assertThat(sent.getException()).isNull();
            assertThat(record.key()).isEqualTo("letter-1");
            assertThat(json(record.value())).isEqualTo(letter());
        } finally {
            kafka.destroy();
        }
    }

    private static ConsumerRecord<String, String> firstOf(String topic, String brokers) {
        Properties settings = new Properties();
        settings.putAll(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "group.id",
                        "test",
                        "auto.offset.reset",
                        "earliest",
                        "key.deserializer",
                        StringDeserializer.class.getName(),
                        "value.deserializer",
                        StringDeserializer.class.getName()));
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
            consumer.subscribe(List.of(topic));
            List<ConsumerRecord<String, String>> records = new CopyOnWriteArrayList<>();
            await().atMost(ofSeconds(20))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                                return !records.isEmpty();
                            });
            return records.get(0);
        }
    }

    @Test
    void several_sinks_all_get_it_although_one_fails(@TempDir Path directory) throws Exception {
        String sinks =
                "kamelet:gateway-dead-letter-webhook-sink?url=RAW(http://localhost:1/none);"
                        + "kamelet:gateway-dead-letter-file-sink?directory="
                        + directory;
        Exchange sent = send(sinks);

        assertThat(sent.getException()).isNotNull();
        assertThat(directory.resolve("dead-letters.jsonl")).exists();
    }
}
