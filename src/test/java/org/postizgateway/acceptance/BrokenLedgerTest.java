package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;

/** Without its ledger the gateway does nothing that it could not answer for. */
class BrokenLedgerTest {

    private final PostizSandbox postiz =
            new PostizSandbox(SandboxSettings.forTests().organizations(Tenant.seeds(1)));
    @TempDir private Path directory;

    @Test
    void calls_that_need_it_are_refused_before_postiz_is_asked_and_reads_go_on() {
        postiz.start();
        Tenant tenant = Tenant.of(postiz, 0);
        try (postiz;
                Product product = Product.before(postiz, Map.of())) {
            Caller agent = product.caller(tenant.apiKey());
            product.bean(HikariDataSource.class).close();

            for (SideEffect effect : SideEffect.values()) {
                Answer refused = agent.call(effect.tool, effect.arguments(tenant, "lost"));

                assertThat(refused.isError()).isTrue();
                assertThat(refused.sentence()).contains("ledger", "nothing was sent");
                assertThat(postiz.requests().count(effect.operation(postiz))).isZero();
            }
            assertThat(agent.call("integrationList", Map.of()).isError()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://nowhere/ledger",
                "jdbc:postgresql://127.0.0.1:1/ledger?user=u&password=secret-word",
                "jdbc:h2:file:FILE/ledger"
            })
    void a_ledger_that_cannot_be_opened_is_named_in_one_line(String url) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "no directory");
        Path log = directory.resolve("gateway.log");
        postiz.start();
        try (postiz) {
            Map<String, String> broken = Map.of("ledger.url", url.replace("FILE", file.toString()));

            int exit = new ChildProduct(Product.settings(postiz, broken), log).run();

            assertThat(exit).isNotZero();
            assertThat(Files.readString(log))
                    .contains("LEDGER_URL")
                    .doesNotContain("secret-word", "\tat ", " WARN ", "Error starting Tomcat");
        }
    }
}
