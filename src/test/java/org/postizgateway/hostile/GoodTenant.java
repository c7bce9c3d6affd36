package org.postizgateway.hostile;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.postizgateway.acceptance.Answer;
import org.postizgateway.acceptance.Caller;
import org.postizgateway.acceptance.SideEffect;
import org.postizgateway.acceptance.Tenant;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;

/** Works as agents do: looks at channels and posts, and creates posts, one call after the other. */
final class GoodTenant {

    private static final long PAUSE_MS = 50;

    private final Tenant tenant;
    private final int port;
    private final Caller caller;
    private final String session;
    private int posts;

    /**
     * What came of it.
     *
     * @param took how long each call took
     * @param posts the text of each post that was created
     * @param failures one sentence for each call that failed
     */
    record Work(List<Duration> took, List<String> posts, List<String> failures) {

        /** The time that 99 of 100 calls took at most. */
        Duration percentile99() {
            List<Duration> sorted = took.stream().sorted().toList();
            return sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
        }
    }

    GoodTenant(Tenant tenant, int port) throws IOException {
        this.tenant = tenant;
        this.port = port;
        this.caller = new Caller(port, tenant.apiKey());
        this.session = openSession();
    }

    private String openSession() throws IOException {
        HttpReply reply =
                HttpConnection.exchange(
                        port,
                        HttpRequest.post(
                                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
                                                + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                                                + "\"clientInfo\":{\"name\":\"good\",\"version\":\"1\"}}}")
                                .with("Authorization", "Bearer " + tenant.apiKey()));
        return reply.header("Mcp-Session-Id").orElseThrow();
    }

    /** Status of a listening stream in the session that was opened at first: 200 as it lives. */
    int listen() throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            return connection
                    .send(
                            HttpRequest.of("GET")
                                    .with("Authorization", "Bearer " + tenant.apiKey())
                                    .with("Mcp-Session-Id", session))
                    .statusIfAny()
                    .orElse(0);
        }
    }

    /** Works for as long as it is told to. */
    Work workWhile(BooleanSupplier goesOn) throws InterruptedException {
        Work work = new Work(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        while (goesOn.getAsBoolean()) {
            call(work, "integrationList", Map.of());
            String text = "good-" + tenant.channel() + "-" + posts++ + "-end";
            if (call(
                    work,
                    SideEffect.SCHEDULE_POST.tool,
                    SideEffect.SCHEDULE_POST.arguments(tenant, text))) {
                work.posts().add(text);
            }
            call(work, "groupList", Map.of());
        }
        return work;
    }

    private boolean call(Work work, String tool, Map<String, ?> arguments)
            throws InterruptedException {
        long began = System.nanoTime();
        boolean succeeded = succeeds(work, tool, () -> caller.call(tool, arguments));
        work.took().add(Duration.ofNanos(System.nanoTime() - began));
        Thread.sleep(PAUSE_MS);
        return succeeded;
    }

    private static boolean succeeds(Work work, String tool, Callable<Answer> call) {
        try {
            Answer answer = call.call();
            if (answer.isError()) {
                work.failures().add(tool + ": " + answer.sentence());
            }
            return !answer.isError();
        } catch (Exception | AssertionError e) {
            work.failures().add(tool + ": " + e);
            return false;
        }
    }
}
