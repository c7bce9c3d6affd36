package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.ledger.Database;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A gateway that is stopped in the middle of a call that Postiz takes longer for than it may. */
@Timeout(60)
class StopInTheMiddleTest {

    private final PostizSandbox postiz =
            new PostizSandbox(SandboxSettings.forTests().organizations(Tenant.seeds(1)));
    private final String url = Database.H2.freshUrl();
    private final Map<String, String> settings =
            Map.of(
                    "ledger.url", url,
                    "gateway.drain-timeout", "200ms",
                    "camel.main.shutdown-timeout", "1");

    StopInTheMiddleTest() {
        postiz.start();
    }

    @AfterEach
    void stop() {
        postiz.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = SideEffect.class,
            names = {"SCHEDULE_POST", "GENERATE_VIDEO"})
    void writes_the_call_down_tells_its_caller_and_logs_no_error(SideEffect effect) {
        Product product = Product.before(postiz, settings);
        try (LogCapture log = new LogCapture()) {
            CompletableFuture<Answer> answer = beginAndHang(product, effect);
            product.close();

            assertThat(answer.join().sentence()).contains("stopped in the middle");
            assertThat(log.errors()).isEmpty();
        }
        Ledger left = new Ledger(JdbcClient.create(new DriverManagerDataSource(url)));
        assertThat(left.calls(effect, "marker"))
                .singleElement()
                .satisfies(
                        call -> {
                            assertThat(call).containsEntry("state", "UNKNOWN");
                            // a create is looked up by the next gateway
                            assertThat(call.get("next_look_at") != null)
                                    .isEqualTo(effect == SideEffect.SCHEDULE_POST);
                        });
    }

    private CompletableFuture<Answer> beginAndHang(Product product, SideEffect effect) {
        Tenant tenant = Tenant.of(postiz, 0);
        postiz.faults()
                .add(
                        FaultRule.of(Fault.HANG)
                                .on(effect.operation(postiz))
                                .pausing(Duration.ofMinutes(1)));
        CompletableFuture<Answer> answer =
                product.caller(tenant.apiKey())
                        .send(effect.tool, effect.arguments(tenant, "marker"));
        await().until(() -> postiz.requests().count(effect.operation(postiz)) > 0);
        return answer;
    }
}
