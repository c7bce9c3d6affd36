package org.postizgateway.customize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionEvaluationListener;
import org.awaitility.core.EvaluatedCondition;
import org.awaitility.core.ThrowingRunnable;
import org.awaitility.core.TimeoutEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.acceptance.Product;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * The Pipes of deploy/camel-k, run by the program of deploy/plain-camel in a process of its own,
 * which has nothing of the gateway.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PipesTest {

    private static final Path PIPES = Path.of("deploy/camel-k/pipes");
    private static final String SPRING = ".*spring.*|.*-starter-.*";
    private static final String FEED = "https://blog.example/feed.xml";
    private static final String MASTODON = "cmsbmastodon0000000000012";
    private static final String POST =
            """
            {"socialPost": [{"integrationId": "%s", "type": "draft",
            "date": "2031-12-15T10:00:00Z", "postsAndComments": [{"content": "From a topic"}]}]}
            """;

    private static final PostizSandbox SANDBOX =
            new PostizSandbox(SandboxSettings.forTests()).start();

    @TempDir private static Path program;
    private static Product gateway;

    @TempDir private Path temporary;

    @BeforeAll
    static void start() {
        int compiled =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                program.toString(),
                                "deploy/plain-camel/PlainCamel.java");
        assertThat(compiled).isZero();
        gateway = Product.before(SANDBOX, Map.of());
    }

    @BeforeEach
    void nothingPosted() {
        SANDBOX.reset();
    }

    /** A Pipe with the addresses of this test, until it is closed. */
    private Process run(String pipe, Map<String, String> replaced) throws Exception {
        String text = Files.readString(PIPES.resolve(pipe));
        for (Map.Entry<String, String> entry : replaced.entrySet()) {
            assertThat(text).contains(entry.getKey());
            text = text.replace(entry.getKey(), entry.getValue());
        }
        String url = "http://127.0.0.1:" + gateway.port();
        text = text.replace("http://postiz-gateway:8080", url);
        ProcessBuilder camel =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classes(),
                        "PlainCamel",
                        Files.writeString(temporary.resolve(pipe), text).toString(),
                        "file:kamelets,file:deploy/camel-k");
        camel.environment().put("POSTIZ_API_KEY", "sandbox-key");
        camel.environment().put("GATEWAY_URL", url);
        camel.environment().put("FEED_URL", replaced.getOrDefault(FEED, FEED));
        camel.environment().put("FEED_TAKEN", temporary.resolve("taken").toString());
        return camel.redirectErrorStream(true)
                .redirectOutput(temporary.resolve("log").toFile())
                .start();
    }

    /** Libraries alone, without Spring and what needs it. */
    private static String classes() {
        List<String> classes = new ArrayList<>(List.of(program.toString()));
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(jar -> !Path.of(jar).getFileName().toString().matches(SPRING))
                .forEach(classes::add);
        return String.join(File.pathSeparator, classes);
    }

    private void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofMinutes(2))
                .conditionEvaluationListener(
                        new ConditionEvaluationListener<>() {
                            @Override
                            public void conditionEvaluated(EvaluatedCondition<Object> condition) {}

                            @Override
                            public void onTimeout(TimeoutEvent timeout) {
                                System.out.println(log());
                            }
                        })
                .untilAsserted(assertion);
    }

    private String log() {
        try {
            return Files.readString(temporary.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Process camel) throws InterruptedException {
        camel.destroy();
        if (!camel.waitFor(1, TimeUnit.MINUTES)) {
            camel.destroyForcibly().waitFor();
        }
    }

    @Test
    void messages_of_a_topic_become_posts_and_those_that_are_refused_go_to_another()
            throws Exception {
        EmbeddedKafkaKraftBroker kafka =
                new EmbeddedKafkaKraftBroker(1, 1, "posts", "posts-refused");
        kafka.afterPropertiesSet();
        String brokers = kafka.getBrokersAsString();
        Process camel = run("posts-from-kafka.yaml", Map.of("kafka:9092", brokers));
        try (KafkaProducer<String, String> producer =
                        new KafkaProducer<>(
                                Map.of("bootstrap.servers", brokers),
                                new StringSerializer(),
                                new StringSerializer());
                KafkaConsumer<String, String> refused =
                        new KafkaConsumer<>(
                                Map.of(
                                        "bootstrap.servers",
                                        brokers,
                                        "group.id",
                                        "test",
                                        "auto.offset.reset",
                                        "earliest"),
                                new StringDeserializer(),
                                new StringDeserializer())) {
            refused.subscribe(List.of("posts-refused"));
            for (String channel : List.of("unknown", MASTODON, MASTODON)) {
                producer.send(new ProducerRecord<>("posts", POST.formatted(channel))).get();
            }
            producer.send(new ProducerRecord<>("posts", POST.formatted("last"))).get();

            List<String> came = new ArrayList<>();
            eventually(
                    () -> {
                        refused.poll(Duration.ofMillis(200))
                                .forEach(message -> came.add(message.value()));
                        assertThat(came).hasSize(2);
                    });
            assertThat(came)
                    .satisfiesExactly(
                            message -> assertThat(message).contains("\"unknown\""),
                            message -> assertThat(message).contains("\"last\""));
            assertThat(SANDBOX.posts().all()).as("the same message twice").hasSize(1);
        } finally {
            end(camel);
            kafka.destroy();
        }
    }

    @Test
    void a_timer_reports_what_became_of_posts() throws Exception {
        Process camel = run("report-of-failures.yaml", Map.of());
        try {
            eventually(
                    () -> assertThat(log()).containsPattern("INFO +report-of-failures.*counts="));
        } finally {
            end(camel);
        }
    }

    @Test
    void each_item_of_a_feed_becomes_a_draft_once() throws Exception {
        String feed =
                """
                <rss version="2.0"><channel><title>Blog</title>
                <item><title>A "quoted" title</title><link>https://blog.example/1</link><guid>1</guid></item>
                <item><title>Another one</title><link>https://blog.example/2</link><guid>2</guid></item>
                </channel></rss>
                """;
        try (Neighbour blog =
                new Neighbour()
                        .at(
                                "/feed.xml",
                                asked -> new Neighbour.Reply(200, "application/rss+xml", feed))) {
            Map<String, String> here =
                    Map.of(
                            FEED,
                            blog.url() + "/feed.xml",
                            "ID-OF-THE-CHANNEL",
                            MASTODON + "\n      period: 200");
            Process camel = run("drafts-from-feed.yaml", here);
            try {
                eventually(() -> assertThat(blog.asked("/feed.xml")).hasSizeGreaterThan(3));
            } finally {
                end(camel);
            }
            assertThat(SANDBOX.posts().all())
                    .hasSize(2)
                    .allMatch(post -> post.state().name().equals("DRAFT"));

            int asked = blog.asked("/feed.xml").size();
            Process again = run("drafts-from-feed.yaml", here);
            try {
                eventually(() -> assertThat(blog.asked("/feed.xml")).hasSizeGreaterThan(asked + 3));
            } finally {
                end(again);
            }
            assertThat(SANDBOX.posts().all()).as("after a restart").hasSize(2);
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
        SANDBOX.close();
    }
}
