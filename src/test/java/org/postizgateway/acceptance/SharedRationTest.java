package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.overview.LedgerOverview;
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

    @ParameterizedTest
    @EnumSource(Database.class)
    void what_saves_a_post_counts_like_what_creates_one_and_nothing_else_does(Database database) {
        Product product = Product.before(postiz, Map.of("ledger.url", database.freshUrl()));
        replicas = List.of(product);
        Tenant tenant = Tenant.of(postiz, 0);
        Caller caller = product.caller(tenant.apiKey());
        assertThat(create(tenant, 0).join().isError()).isFalse();
        List.of(SideEffect.EDIT_POST, SideEffect.MOVE_POST)
                .forEach(save -> save.prepare(postiz, tenant, caller));

        done(caller, SideEffect.EDIT_POST, tenant);
        done(caller, SideEffect.MOVE_POST, tenant);
        assertEverywhere(product, tenant, PER_HOUR - 5);

        done(caller, SideEffect.DELETE_POST, tenant);
        done(caller, SideEffect.POST_STATUS, tenant);
        done(caller, SideEffect.POST_SETTINGS, tenant);
        done(caller, SideEffect.UPLOAD, tenant);
        assertEverywhere(product, tenant, PER_HOUR - 5);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void what_creates_have_used_up_is_no_longer_there_for_an_edit(Database database) {
        Product product = Product.before(postiz, Map.of("ledger.url", database.freshUrl()));
        replicas = List.of(product);
        Tenant tenant = Tenant.of(postiz, 0);
        Caller caller = product.caller(tenant.apiKey());
        SideEffect.EDIT_POST.prepare(postiz, tenant, caller);
        IntStream.range(1, PER_HOUR).forEach(i -> create(tenant, i).join());
        assertEverywhere(product, tenant, 0);

        Answer edited =
                caller.call(
                        SideEffect.EDIT_POST.tool, SideEffect.EDIT_POST.arguments(tenant, "late"));

        assertThat(edited.text()).contains("It opens again at", "Nothing was sent");
        assertThat(postiz.requests().count(Operation.CREATE_POST)).isEqualTo(PER_HOUR);
    }

    private static void done(Caller caller, SideEffect effect, Tenant tenant) {
        Answer answer = caller.call(effect.tool, effect.arguments(tenant, effect.tool));
        assertThat(answer.isError()).as(answer.text()).isFalse();
    }

    /** The ledger, the metric and the tool that checks posts tell the same. */
    private static void assertEverywhere(Product product, Tenant tenant, int left) {
        Map<String, Integer> ledger = product.bean(LedgerOverview.class).quotaLeft(2);
        assertThat(ledger.values()).containsExactly(left);
        assertThat(product.bean(MeterRegistry.class).get("postiz.quota.remaining").gauge().value())
                .isEqualTo(left);
        Answer checked =
                product.caller(tenant.apiKey())
                        .call(
                                "validatePostTool",
                                SideEffect.SCHEDULE_POST.arguments(tenant, "checked"));
        assertThat(checked.text()).contains("\"requestsLeft\":" + left);
    }

    private CompletableFuture<Answer> create(Tenant tenant, int number) {
        SideEffect create = SideEffect.SCHEDULE_POST;
        return replicas.get(number % replicas.size())
                .caller(tenant.apiKey())
                .send(create.tool, create.arguments(tenant, "post " + number));
    }
}
