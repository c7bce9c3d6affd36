package org.postizgateway.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.generation.FollowedDirectory.route;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.ServiceStatus;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.generation.Outcome.Kind;
import org.postizgateway.generation.check.SetOnDisk;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetReader;
import org.postizgateway.generation.set.StoredSets;

/** A set takes the place of another or leaves nothing behind, whatever goes wrong. */
@Timeout(120)
class GenerationsTest {

    private static final String TIMER =
            """
            - route:
                id: ticks
                from:
                  uri: timer:ticks?period=60000
                  steps:
                    - setBody: {constant: WORD}
            """;

    private final SetReader reader = new SetReader(List.of());
    private final Callers callers = new Callers();
    private SetTests tests = set -> List.of();
    private Predicate<CamelContext> held = context -> false;
    private Runnable told = () -> {};

    @TempDir private Path temporary;
    private Generations generations;

    @AfterEach
    void end() {
        generations.close();
    }

    /** Callers of a test, which may be hard to turn. */
    private static final class Callers implements Switch {

        private final List<CamelContext> forgotten = new ArrayList<>();
        private boolean stubborn;

        @Override
        public void to(CamelContext context) {
            if (stubborn) {
                throw new IllegalStateException("stubborn");
            }
        }

        @Override
        public int entering(CamelContext context) {
            return 0;
        }

        @Override
        public synchronized void forget(CamelContext context) {
            forgotten.add(context);
        }
    }

    /** What begins there cannot begin. */
    public static final class Failing extends DefaultComponent {

        @Override
        protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> options) {
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    return new DefaultConsumer(this, processor) {
                        @Override
                        protected void doStart() {
                            throw new IllegalStateException("no broker");
                        }
                    };
                }
            };
        }
    }

    private StoredSets stored() {
        return new StoredSets(temporary.resolve("data"), reader);
    }

    private Generations begin() {
        generations =
                new Generations(
                        SetOnDisk.launcher(Set.of(), callers),
                        callers,
                        stored(),
                        new Ending(callers, context -> held.test(context), Duration.ofMillis(5)),
                        Optional.of(set -> tests.failures(set)),
                        outcome -> told.run());
        return generations;
    }

    private ConfigurationSet set(String routes) throws Exception {
        Path directory = Files.createDirectories(temporary.resolve("config"));
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("routes/mine.yaml"), routes);
        return reader.read(directory);
    }

    private ServiceStatus ticks() {
        return generations.context().orElseThrow().getRouteController().getRouteStatus("ticks");
    }

    @Test
    void a_set_whose_tests_cannot_be_run_is_refused_once_and_its_context_ends() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        tests =
                set -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("no port");
                };
        ConfigurationSet set = set(route("mine", "one"));

        Outcome outcome = begin().serve(set, false);

        assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
        assertThat(outcome.problems())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .contains("no port");
        assertThat(callers.forgotten).singleElement().matches(CamelContext::isStopped);
        assertThat(generations.serve(set, false).kind()).isEqualTo(Kind.REFUSED);
        assertThat(runs).as("it is not tried again at the next look").hasValue(1);
    }

    @Test
    void what_served_goes_on_when_callers_cannot_be_turned_to_the_next() throws Exception {
        ConfigurationSet one = set(TIMER.replace("WORD", "one"));
        begin().serve(one, false);
        callers.stubborn = true;

        Outcome outcome = generations.serve(set(TIMER.replace("WORD", "two")), false);

        assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
        assertThat(generations.serving().orElseThrow().set().hash()).isEqualTo(one.hash());
        assertThat(ticks()).isEqualTo(ServiceStatus.Started);
        assertThat(callers.forgotten).singleElement().matches(CamelContext::isStopped);
    }

    @Test
    void only_what_served_is_kept() throws Exception {
        ConfigurationSet one = set(route("mine", "one"));
        begin().serve(one, false);
        String failing =
                "- beans: [{name: failing, type: '%s'}]\n".formatted(Failing.class.getName())
                        + TIMER.replace("timer:ticks?period=60000", "failing:start");

        Outcome outcome = generations.serve(set(failing), false);

        assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
        assertThat(stored().list()).extracting(StoredSets.Entry::hash).containsExactly(one.hash());
    }

    @Test
    void a_listener_that_fails_does_not_refuse_what_serves() throws Exception {
        told =
                () -> {
                    throw new IllegalStateException("deaf");
                };
        ConfigurationSet one = set(route("mine", "one"));

        assertThat(begin().serve(one, false).kind()).isEqualTo(Kind.SWITCHED);
        assertThat(generations.refusal()).isEmpty();
        assertThat(generations.context()).hasValueSatisfying(CamelContext::isStarted);
    }

    @Test
    void a_change_that_is_interrupted_is_tried_again_and_stays_interrupted() throws Exception {
        ConfigurationSet one = set(TIMER.replace("WORD", "one"));
        begin().serve(one, false);
        tests =
                set -> {
                    Thread.currentThread().interrupt();
                    return List.of();
                };
        ConfigurationSet two = set(TIMER.replace("WORD", "two"));

        Outcome outcome = generations.serve(two, false);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.kind()).isEqualTo(Kind.WAITING);
        assertThat(ticks()).isEqualTo(ServiceStatus.Started);
        tests = set -> List.of();
        assertThat(generations.serve(two, false).kind()).isEqualTo(Kind.SWITCHED);
    }

    @Test
    void nothing_serves_after_the_last() throws Exception {
        begin().serve(set(route("mine", "one")), false);

        generations.close();

        assertThat(generations.context()).isEmpty();
    }

    @Test
    void an_end_that_cannot_be_told_once_is_looked_for_again() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        held =
                context -> {
                    if (looks.incrementAndGet() == 1) {
                        throw new IllegalStateException("once");
                    }
                    return false;
                };
        begin().serve(set(route("mine", "one")), false);
        generations.serve(set(route("mine", "two")), false);

        await().atMost(Duration.ofSeconds(30)).until(() -> generations.ending() == 0);
        assertThat(looks.get()).isGreaterThan(1);
    }
}
