package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.postizgateway.ledger.Database;
import org.postizgateway.mcp.Json;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.state.post.Publication;

/**
 * Every side-effecting tool under every fault, with tenants of its own for each fault. Those that
 * send creates share none, as a ration that is used up holds for all creates of a tenant.
 */
final class FaultMatrix implements AutoCloseable {

    private static final String NOBODY_LISTENS = "http://127.0.0.1:1";
    private static final Duration UNTIL_ALL_IS_DUE = Duration.ofDays(75 * 366);

    final List<Cell> cells = new ArrayList<>();
    final List<Cell> repeats = new ArrayList<>();
    final Map<SideEffect, Map<String, Object>> outputSchemas = new EnumMap<>(SideEffect.class);
    final Map<FaultCase, Map<SideEffect, Tenant>> tenants = new EnumMap<>(FaultCase.class);

    /** What went to the networks once all dates had come. */
    List<Publication> publications;

    final PostizSandbox postiz;
    private final Product product;
    private final Product cutOff;

    private FaultMatrix(Database database) {
        int count = FaultCase.values().length * SideEffect.values().length + 1;
        postiz =
                new PostizSandbox(SandboxSettings.forTests().organizations(Tenant.seeds(count)))
                        .start();
        Map<String, String> settings = new HashMap<>();
        settings.put("ledger.url", database.freshUrl());
        settings.put("postiz.longest-answer", "3s");
        // a machine under load pauses, and the other replica must not take this one for dead
        settings.put("ledger.lease", "30s");
        // all tenants come from one address
        settings.put("gateway.key-cache.address-checks-per-second", "1000");
        settings.put("gateway.key-cache.checks-per-second", "1000");
        for (SideEffect effect : SideEffect.values()) {
            settings.put(property(effect, "responseTimeout"), "2500");
        }
        product = Product.before(postiz, settings);
        for (SideEffect effect : SideEffect.values()) {
            settings.put(property(effect, "postizUrl"), NOBODY_LISTENS);
        }
        cutOff = Product.before(postiz, settings);
        int number = 1;
        for (FaultCase fault : FaultCase.values()) {
            Map<SideEffect, Tenant> row = new EnumMap<>(SideEffect.class);
            Tenant shared = Tenant.of(postiz, number++);
            for (SideEffect effect : SideEffect.values()) {
                row.put(effect, effect.sharesTenant() ? shared : Tenant.of(postiz, number++));
            }
            tenants.put(fault, row);
        }
    }

    private static String property(SideEffect effect, String name) {
        return "camel.component.kamelet.template-properties[" + effect.kamelet + "]." + name;
    }

    static FaultMatrix run(Database database) {
        FaultMatrix matrix = new FaultMatrix(database);
        matrix.readSchemas();
        matrix.warmUp();
        matrix.prepare();
        for (FaultCase fault : FaultCase.values()) {
            matrix.cells.addAll(matrix.row(fault, fault));
            matrix.postiz.faults().clear();
        }
        matrix.postLater();
        for (FaultCase fault : FaultCase.values()) {
            matrix.repeats.addAll(matrix.row(fault, FaultCase.NOTHING));
        }
        matrix.postiz.clock().advance(UNTIL_ALL_IS_DUE);
        matrix.publications = matrix.postiz.posts().publications();
        return matrix;
    }

    private void readSchemas() {
        Answer tools =
                product.caller(Tenant.of(postiz, 0).apiKey())
                        .request("tools/list", Map.of())
                        .join();
        for (SideEffect effect : SideEffect.values()) {
            tools.result()
                    .path("tools")
                    .forEach(
                            tool -> {
                                if (tool.path("name").asText().equals(effect.tool)) {
                                    outputSchemas.put(effect, schema(tool));
                                }
                            });
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> schema(JsonNode tool) {
        return Json.mapper().convertValue(tool.path("outputSchema"), Map.class);
    }

    /** The first call of each tool takes longer than a call of the matrix may. */
    private void warmUp() {
        Tenant tenant = Tenant.of(postiz, 0);
        for (SideEffect effect : SideEffect.values()) {
            effect.prepare(postiz, tenant, product.caller(tenant.apiKey()));
        }
        for (Product each : List.of(product, cutOff)) {
            Caller caller = each.caller(tenant.apiKey());
            for (SideEffect effect : SideEffect.values()) {
                caller.call(effect.tool, effect.arguments(tenant, "warm-up"));
            }
        }
    }

    private void prepare() {
        tenants.forEach(
                (fault, row) ->
                        row.forEach(
                                (effect, tenant) ->
                                        effect.prepare(
                                                postiz, tenant, product.caller(tenant.apiKey()))));
        postiz.requests().clear();
    }

    /** A post of each tenant that shows that Postiz carries out what is sent to it. */
    private void postLater() {
        tenants.values().stream()
                .map(row -> row.get(SideEffect.SCHEDULE_POST))
                .map(
                        tenant ->
                                product.caller(tenant.apiKey())
                                        .send(
                                                SideEffect.SCHEDULE_POST.tool,
                                                SideEffect.SCHEDULE_POST.arguments(
                                                        tenant, "a later post")))
                .toList()
                .forEach(CompletableFuture::join);
    }

    /** The tools side by side, as their operations meet no fault of one another. */
    private List<Cell> row(FaultCase of, FaultCase now) {
        Map<SideEffect, CompletableFuture<Answer>> answers = new EnumMap<>(SideEffect.class);
        Map<SideEffect, Long> before = new EnumMap<>(SideEffect.class);
        Product here = now == FaultCase.REFUSED ? cutOff : product;
        for (SideEffect effect : SideEffect.values()) {
            Tenant tenant = tenants.get(of).get(effect);
            before.put(effect, effect.received(postiz, tenant, marker(of)));
            if (now.hits()) {
                postiz.faults()
                        .add(
                                now.on(effect.operation(postiz))
                                        .containing(effect.sent(tenant, marker(of))));
            }
            answers.put(
                    effect,
                    here.caller(tenant.apiKey())
                            .send(effect.tool, effect.arguments(tenant, marker(of))));
        }
        return Arrays.stream(SideEffect.values())
                .map(effect -> cell(of, effect, answers.get(effect).join(), before.get(effect)))
                .toList();
    }

    private Cell cell(FaultCase fault, SideEffect effect, Answer answer, long before) {
        Tenant tenant = tenants.get(fault).get(effect);
        String mark = effect.mark(tenant, marker(fault));
        List<Map<String, Object>> rows = product.ledger().calls(effect, mark);
        assertThat(rows).as("%s under %s: %s", effect, fault, answer.text()).isNotEmpty();
        Map<String, Object> row = rows.get(rows.size() - 1);
        return new Cell(
                fault,
                effect,
                answer,
                effect.received(postiz, tenant, marker(fault)) - before,
                effect.exist(postiz, tenant, marker(fault)),
                row,
                product.ledger().errors(row.get("id")),
                product.ledger().deadLetters(row.get("id")));
    }

    private static String marker(FaultCase fault) {
        return "cell-" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-cell";
    }

    /** What came of the call that this one repeated. */
    Cell first(Cell repeat) {
        return cells.stream()
                .filter(cell -> cell.fault() == repeat.fault() && cell.effect() == repeat.effect())
                .findFirst()
                .orElseThrow();
    }

    Stream<Cell> all() {
        return Stream.concat(cells.stream(), repeats.stream());
    }

    List<String> keys() {
        return tenants.values().stream()
                .flatMap(row -> row.values().stream())
                .map(Tenant::apiKey)
                .distinct()
                .toList();
    }

    String ledger() {
        return product.ledger().everything();
    }

    @Override
    public void close() {
        cutOff.close();
        product.close();
        postiz.close();
    }
}
