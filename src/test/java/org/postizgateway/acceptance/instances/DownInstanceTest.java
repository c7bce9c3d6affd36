package org.postizgateway.acceptance.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.acceptance.instances.TwoInstances.ALICE;
import static org.postizgateway.acceptance.instances.TwoInstances.BOB;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.acceptance.Answer;
import org.postizgateway.acceptance.Product;
import org.postizgateway.console.call.MediaOrigins;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.PostizVersion;
import org.postizgateway.sandbox.web.Operation;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;

/** One Postiz of two is down, or is of another version. */
@Timeout(300)
class DownInstanceTest {

    private static final String HELD_BACK = "did not send this request";

    @TempDir private static Path keys;
    private static TwoInstances postiz;
    private static Product gateway;

    @BeforeAll
    static void start() throws Exception {
        postiz =
                new TwoInstances(
                        SandboxSettings.forTests().postiz(PostizVersion.NOVEMBER_2026), keys);
        gateway =
                postiz.start(
                        Map.of(
                                "policies.upstream.window", "10",
                                "policies.upstream.minimum-calls", "4",
                                "policies.upstream.open-for", "10m",
                                "policies.read.repeats", "0",
                                "ops.readiness-requires", "upstream",
                                "ops.upstream-check-interval", "100ms",
                                "policies.cached.channels", "0s"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        postiz.close();
    }

    @AfterEach
    void heal() {
        postiz.both().forEach(each -> each.faults().clear());
        gateway.bean(CircuitBreakerRegistry.class)
                .getAllCircuitBreakers()
                .forEach(breaker -> breaker.reset());
    }

    private static Answer list(String person) {
        return postiz.caller(gateway.port(), person).call("integrationList", Map.of());
    }

    private static State state(String breaker) {
        return gateway.bean(CircuitBreakerRegistry.class).circuitBreaker(breaker).getState();
    }

    @Test
    void while_one_is_down_calls_to_the_other_go_on() {
        for (String person : List.of(ALICE, BOB)) {
            assertThat(list(person).isError()).isFalse();
        }

        postiz.support.faults().add(FaultRule.of(Fault.BAD_GATEWAY).always());
        for (int i = 0; i < 4; i++) {
            assertThat(list(BOB).isError()).isTrue();
        }

        assertThat(list(BOB).text()).contains(HELD_BACK);
        assertThat(state("postizUpstream-support")).isEqualTo(State.OPEN);
        assertThat(list(ALICE).isError()).isFalse();
        assertThat(state("postizUpstream")).isEqualTo(State.CLOSED);
    }

    @Test
    void while_the_default_one_is_down_calls_to_the_other_go_on() {
        for (String person : List.of(ALICE, BOB)) {
            assertThat(list(person).isError()).isFalse();
        }

        postiz.marketing.faults().add(FaultRule.of(Fault.UNAVAILABLE).always());
        for (int i = 0; i < 4; i++) {
            assertThat(list(ALICE).isError()).isTrue();
        }

        assertThat(list(ALICE).text()).contains(HELD_BACK);
        assertThat(list(BOB).isError()).isFalse();
    }

    @Test
    void health_tells_which_is_down_and_only_without_any_the_gateway_is_out_of_service() {
        await().until(() -> healthIs("upstream", Status.UP));
        await().until(() -> healthIs("upstream-support", Status.UP));

        postiz.marketing.faults().add(FaultRule.of(Fault.BAD_GATEWAY).always());
        await().until(() -> healthIs("upstream", Status.DOWN));
        assertThat(healthIs("upstream-support", Status.UP)).isTrue();
        assertThat(metric("upstream-support")).isEqualTo(1);

        postiz.support.faults().add(FaultRule.of(Fault.BAD_GATEWAY).always());
        await().until(() -> healthIs("upstream-support", Status.DOWN));
        await().until(() -> healthIs("upstream", Status.OUT_OF_SERVICE));
        assertThat(metric("upstream-support")).isZero();
    }

    private static boolean healthIs(String component, Status status) {
        return gateway.bean(HealthEndpoint.class)
                .healthForPath(component)
                .getStatus()
                .equals(status);
    }

    private static double metric(String dependency) {
        return gateway.bean(MeterRegistry.class)
                .get("gateway.dependency.up")
                .tag("dependency", dependency)
                .gauge()
                .value();
    }

    @Test
    void the_console_shows_pictures_of_both() {
        assertThat(gateway.bean(MediaOrigins.class).all())
                .contains(postiz.marketing.baseUrl(), postiz.support.baseUrl());
    }

    @Test
    void each_is_asked_what_it_offers() {
        postiz.marketing.conditions().setPostiz(PostizVersion.AUGUST_2026);
        for (String person : List.of(ALICE, BOB)) {
            Answer job =
                    postiz.caller(gateway.port(), person)
                            .call(
                                    "generateVideoTool",
                                    Map.of(
                                            "identifier",
                                            "veo3",
                                            "output",
                                            "vertical",
                                            "customParams",
                                            List.of(Map.of("key", "prompt", "value", "a fox"))));
            assertThat(job.isError()).as(job.text()).isFalse();
        }

        assertThat(postiz.marketing.requests().count(Operation.GENERATE_VIDEO)).isOne();
        assertThat(postiz.marketing.requests().count(Operation.MCP_VIDEO_STATUS)).isZero();
        assertThat(postiz.support.requests().count(Operation.GENERATE_VIDEO)).isZero();
        assertThat(postiz.support.requests().count(Operation.MCP_VIDEO_STATUS)).isPositive();
    }
}
