package org.postizgateway.customize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** The examples of docs/customize that meet Kafka, with a real broker. */
class KafkaExamplesTest {

    private static final String POST =
            """
            {"socialPost": [{"integrationId": "%s", "type": "draft",
            "date": "2031-12-15T10:00:00Z", "postsAndComments": [{"content": "From a topic"}]}]}
            """;

    @TempDir private Path temporary;

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void topics_take_reviews_and_audits_and_give_posts() throws Exception {
        EmbeddedKafkaKraftBroker kafka =
                new EmbeddedKafkaKraftBroker(
                        1, 1, "post-reviews", "postiz-audit", "posts", "posts-refused");
        kafka.afterPropertiesSet();
        String brokers = kafka.getBrokersAsString();
        try (ExampleGateway gateway =
                new ExampleGateway(
                        temporary,
                        List.of(
                                "--gateway.config-watch=false",
                                "--postiz.api-key=sandbox-key",
                                "--REVIEW_BROKERS=" + brokers,
                                "--AUDIT_BROKERS=" + brokers,
                                "--SCHEDULE_BROKERS=" + brokers))) {
            gateway.lay("kafka-topic");
            gateway.succeed("requestReview", "{\"postId\": \"p1\", \"note\": \"Look, please\"}");
            ConsumerRecord<String, String> review = first(brokers, "post-reviews");
            assertThat(review.key()).isEqualTo("p1");
            assertThat(review.value()).contains("Look, please");

            gateway.lay("call-log-kafka");
            gateway.succeed("groupList", "{}");
            assertThat(first(brokers, "postiz-audit").value())
                    .contains("\"tool\": \"groupList\"")
                    .doesNotContain("sandbox-key");

            gateway.lay("from-kafka");
            send(brokers, POST.formatted("unknown"));
            send(brokers, POST.formatted("cmsbmastodon0000000000012"));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(gateway.sandbox().posts().all()).hasSize(1));
            ConsumerRecord<String, String> refused = first(brokers, "posts-refused");
            assertThat(refused.value()).contains("unknown");
            assertThat(new String(refused.headers().lastHeader("reason").value()))
                    .startsWith("Nothing was created");
        } finally {
            kafka.destroy();
        }
    }

    private static void send(String brokers, String message) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", brokers),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>("posts", message)).get(30, TimeUnit.SECONDS);
        }
    }

    private static ConsumerRecord<String, String> first(String brokers, String topic) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                brokers,
                                "group.id",
                                "test-" + topic,
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                                return !records.isEmpty();
                            });
            return records.get(0);
        }
    }
}
