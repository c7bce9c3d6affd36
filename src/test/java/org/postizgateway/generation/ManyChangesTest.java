package org.postizgateway.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes in a row, half of them broken, cost no call and leave nothing behind. The system property
 * {@code configuration.edits} says how many.
 */
@Tag("alone")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ManyChangesTest {

    private static final int EDITS = Integer.getInteger("configuration.edits", 40);
    private static final int WARM_UP = 30;
    private static final int CALLERS = 4;

    private static final String BROKEN =
            ChangingGateway.TOOL + "        - to: direct:nowhere\n        - to: log:WORD\n";

    @TempDir private Path temporary;
    private ChangingGateway gateway;

    private final Set<WeakReference<CamelContext>> contexts = ConcurrentHashMap.newKeySet();
    private final Set<String> failures = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean calling;

    /** What a gateway holds, after a collection. */
    private record Held(long heap, int classes, int threads, long files, int meters) {}

    /** A small set starts faster: one tool of ours, all doors and all policies. */
    @BeforeEach
    void start() throws Exception {
        Path tools = Files.createDirectories(temporary.resolve("my config/routes/tools"));
        try (Stream<Path> ours = Files.list(Path.of("routes/tools"))) {
            for (Path tool : ours.filter(Files::isRegularFile).toList()) {
                if (!tool.endsWith("integrationList.yaml")) {
                    Files.createFile(tools.resolve(tool.getFileName()));
                }
            }
        }
        gateway =
                new ChangingGateway(
                        temporary,
                        "--gateway.config-watch=false",
                        "--policies.throttle.caller-per-second=100000",
                        "--policies.throttle.all-per-second=100000");
    }

    @AfterEach
    void stop() {
        calling = false;
        gateway.close();
    }

    private void change(int edit) throws Exception {
        boolean broken = edit % 2 == 1;
        String tool = (broken ? BROKEN : ChangingGateway.TOOL).replace("WORD", "word-" + edit);
        gateway.write("routes/tools/greeting.yaml", tool);
        assertThat(gateway.reload().path("outcome").asText())
                .isEqualTo(broken ? "refused" : "switched");
        if (!broken) {
            gateway.bean(Serving.class)
                    .context()
                    .ifPresent(context -> contexts.add(new WeakReference<>(context)));
        }
    }

    private void call() {
        while (calling) {
            try {
                TimeUnit.MILLISECONDS.sleep(5);
                String answer = gateway.call("integrationList");
                calls.incrementAndGet();
                if (!answer.contains("\"isError\":false")) {
                    failures.add(answer);
                }
            } catch (Exception e) {
                failures.add(e.toString());
            }
        }
    }

    private Held held() throws Exception {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> gateway.configuration().path("ending").asInt() == 0);
        for (int i = 0; i < 5; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return new Held(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getOpenFileDescriptorCount(),
                gateway.bean(MeterRegistry.class).getMeters().size());
    }

    @Test
    void no_call_fails_and_nothing_is_left_behind() throws Exception {
        List<CompletableFuture<Void>> callers = begin();
        for (int edit = 0; edit < WARM_UP; edit++) {
            change(edit);
        }
        end(callers);
        Held before = held();
        contexts.clear();

        callers = begin();
        for (int edit = WARM_UP; edit < WARM_UP + EDITS; edit++) {
            change(edit);
        }
        end(callers);

        assertThat(failures).as("of %d calls", calls.get()).isEmpty();
        assertThat(calls.get()).isGreaterThan(EDITS / 2);
        Held after = held();
        assertThat(after.meters()).as("meters").isLessThanOrEqualTo(before.meters() + 2);
        assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + 10);
        assertThat(after.files()).as("file handles").isLessThanOrEqualTo(before.files() + 10);
        assertThat(after.classes()).as("classes").isLessThanOrEqualTo(before.classes() + 300);
        assertThat(after.heap() - before.heap()).as("bytes of heap").isLessThan(20 << 20);
        assertThat(contexts.stream().filter(context -> context.get() != null))
                .as("Camel contexts of %d that served", contexts.size())
                .hasSizeLessThanOrEqualTo(2);
    }

    private List<CompletableFuture<Void>> begin() {
        calling = true;
        return new ArrayList<>(
                IntStream.range(0, CALLERS)
                        .mapToObj(i -> CompletableFuture.runAsync(this::call, thread(i)))
                        .toList());
    }

    private static Executor thread(int number) {
        return task -> new Thread(task, "caller-" + number).start();
    }

    private void end(List<CompletableFuture<Void>> callers) throws Exception {
        calling = false;
        for (CompletableFuture<Void> caller : callers) {
            caller.get(60, TimeUnit.SECONDS);
        }
    }
}
