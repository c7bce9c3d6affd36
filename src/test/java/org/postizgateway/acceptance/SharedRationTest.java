package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.ledger.Database;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.web.Operation;

/** Postiz accepts so many creates of an organization in an hour, and one more closes its door. */
@Timeout(300)
class SharedRationTest {

    private static final int PER_HOUR = 10;

    private final PostizSandbox postiz =
            new PostizSandbox(
                            SandboxSettings.forTests()
                                    .rateLimit(PER_HOUR)
                                    .organizations(Tenant.seeds(1)))
                    .start();
    private List<Product> replicas = List.of();

    @AfterEach
    void stop() {
        replicas.forEach(Product::close);
        postiz.close();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void creates_at_once_at_all_replicas_use_the_ration_up_and_none_is_sent_beyond_it(
            Database database) {
        Map<String, String> settings = Map.of("ledger.url", database.freshUrl());
        replicas =
                IntStream.range(0, database == Database.H2 ? 1 : 2)
                        .mapToObj(i -> Product.before(postiz, settings))
                        .toList();
        Tenant tenant = Tenant.of(postiz, 0);
        assertThat(create(tenant, 0).join().isError()).isFalse();

        List<CompletableFuture<Answer>> more =
                IntStream.rangeClosed(1, 2 * PER_HOUR).mapToObj(i -> create(tenant, i)).toList();
        List<Answer> refused =
                more.stream().map(CompletableFuture::join).filter(Answer::isError).toList();

        assertThat(refused)
                .hasSize(2 * PER_HOUR - (PER_HOUR - 1))
                .allSatisfy(
                        answer ->
                                assertThat(answer.sentence())
                                        .contains("It opens again at", "Nothing was sent"));
        assertThat(postiz.requests().count(Operation.CREATE_POST)).isEqualTo(PER_HOUR);
    }

    private CompletableFuture<Answer> create(Tenant tenant, int number) {
        SideEffect create = SideEffect.SCHEDULE_POST;
        return replicas.get(number % replicas.size())
                .caller(tenant.apiKey())
                .send(create.tool, create.arguments(tenant, "post " + number));
    }
}
