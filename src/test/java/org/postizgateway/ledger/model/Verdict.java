package org.postizgateway.ledger.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.call.Itemized;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.call.store.InFlightCalls;
import org.postizgateway.ledger.call.store.PendingWrites;
import org.postizgateway.ledger.execution.CallRunner;
import org.postizgateway.ledger.model.LedgerNode.Tool;
import org.postizgateway.ledger.model.PostizModel.Creation;
import org.postizgateway.ledger.model.PostizModel.Fate;
import org.postizgateway.ledger.model.World.Call;
import org.postizgateway.ledger.model.World.Leaving;
import org.postizgateway.ledger.model.World.Told;
import org.postizgateway.ledger.place.Places;

/** What has to hold once a history has come to rest. */
final class Verdict {

    private static final Duration REST = Duration.ofSeconds(20);

    private record Item(
            String callId, String tool, int position, String state, boolean locked, boolean owed) {}

    private final World world;
    private final long windowsPassed;

    /**
     * @param world in which nobody calls any more
     */
    Verdict(World world) {
        this.world = world;
        this.windowsPassed = world.windowsPassed();
    }

    /** Lets everything come to its end that can. */
    void rest() {
        world.healDatabase();
        await().atMost(REST)
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> {
                            goOn();
                            return !world.node(0).isBusy() && !world.node(1).isBusy();
                        });
        for (int i = 0; i < 2; i++) {
            world.jump(7_300);
            goOn();
            Call later =
                    new Call(
                            Tool.schedulePostTool,
                            List.of("later " + i),
                            Fate.ANSWERED,
                            false,
                            Leaving.NEVER,
                            true);
            world.call(i % 2, List.of(later));
        }
        await().atMost(REST)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(
                        () -> {
                            world.jump(7_300);
                            goOn();
                            everyRowIsFinalOrOwed();
                        });
    }

    /** Postiz carries out what waits there, that which came from a gateway's own queue too. */
    private void goOn() {
        world.postiz.release();
        world.keepHouse();
    }

    void check() {
        everyRowIsWhatPostizDid();
        nothingIsDoneTwice();
        callersWereToldTheTruth();
        await().atMost(REST).untilAsserted(this::nothingIsHeld);
    }

    private List<Item> items() {
        return world.sql
                .sql(
                        """
                        SELECT i.call_id, c.tool, i.position, i.state, i.lock_key,
                               (SELECT COUNT(*) FROM dead_letter d
                                WHERE d.job_id = c.id AND d.state = 'OPEN') AS letters
                        FROM ledger_item i JOIN ledger_call c ON c.id = i.call_id
                        WHERE c.tenant = :tenant
                        """)
                .param("tenant", world.tenant)
                .query(
                        (row, n) ->
                                new Item(
                                        row.getString("call_id"),
                                        row.getString("tool"),
                                        row.getInt("position"),
                                        row.getString("state"),
                                        row.getString("lock_key") != null,
                                        row.getInt("letters") == 1))
                .list();
    }

    private void everyRowIsFinalOrOwed() {
        for (Item item : items()) {
            assertThat(item.state).as("%s", item).isIn("DONE", "FAILED", "CANCELLED", "UNKNOWN");
            if (item.state.equals("UNKNOWN")) {
                boolean waitsForAPerson =
                        item.tool.equals(Tool.generateVideoTool.name()) && item.owed;
                boolean cannotBeTold =
                        !item.tool.equals(Tool.schedulePostTool.name())
                                || world.postiz.isDisguised(item.callId);
                assertThat(waitsForAPerson || cannotBeTold).as("%s", item).isTrue();
            } else {
                assertThat(item.locked).as("lock of %s", item).isFalse();
            }
        }
    }

    private long created(String callId, int position) {
        return world.postiz.creations().stream()
                .filter(c -> c.callId().equals(callId) && c.position() == position)
                .count();
    }

    private void everyRowIsWhatPostizDid() {
        for (Item item : items()) {
            long created = created(item.callId, item.position);
            int replays = world.operator.replaysOf(item.callId);
            assertThat(created)
                    .as("how often %s was carried out", item)
                    .isLessThanOrEqualTo(1 + replays);
            switch (item.state) {
                case "DONE" -> assertThat(created).as("%s", item).isPositive();
                case "FAILED" -> assertThat(created).as("%s", item).isZero();
                default -> {}
            }
        }
    }

    /** Identical content is there once, and again each time that a caller had reason to. */
    private void nothingIsDoneTwice() {
        Map<Object, Long> allowed = new HashMap<>();
        for (Told told : world.told()) {
            Call call = told.call();
            Itemized items = Itemized.byEntries(call.body(), World.ITEMS);
            for (int i = 0; i < items.count(); i++) {
                boolean anew =
                        call.allowDuplicate()
                                || call.tool() == Tool.postSettingsTool
                                || (call.tool() == Tool.generateVideoTool && call.readsAnswer());
                allowed.merge(items.content(i), anew ? 1L : 0L, Long::sum);
            }
        }
        world.postiz
                .counts()
                .forEach(
                        (content, count) ->
                                assertThat(count)
                                        .as("how often there is %s", content)
                                        .isLessThanOrEqualTo(
                                                1
                                                        + allowed.getOrDefault(content, 0L)
                                                        + windowsPassed
                                                        + world.cancelled()
                                                        + world.operator.replays()));
    }

    private void callersWereToldTheTruth() {
        for (Told told : world.told()) {
            Exchange exchange = told.answer().join();
            List<Map<?, ?>> items = told(told, exchange);
            for (int i = 0; i < items.size(); i++) {
                Map<?, ?> item = items.get(i);
                Object callId = item.get("callId");
                if (callId == null) {
                    assertThat(item.get("outcome")).as("%s", told).isEqualTo("none");
                    assertThat(madeBy(told, items.size() > 1 ? i : -1)).as("%s", told).isEmpty();
                    continue;
                }
                long created = created(callId.toString(), (Integer) item.get("sentPosition"));
                switch (item.get("outcome").toString()) {
                    case "done" -> assertThat(created).as("%s: %s", told, item).isPositive();
                    case "none" ->
                            assertThat(created)
                                    .as("%s: %s", told, item)
                                    .isLessThanOrEqualTo(world.operator.replaysOf(callId));
                    default -> {}
                }
            }
        }
    }

    /**
     * @param position of an item; negative for all
     */
    private List<Creation> madeBy(Told told, int position) {
        Itemized items = Itemized.byEntries(told.call().body(), World.ITEMS);
        return world.postiz.creations().stream()
                .filter(c -> c.invocation() == told.invocation())
                .filter(c -> position < 0 || c.content().equals(items.content(position)))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<?, ?>> told(Told told, Exchange exchange) {
        List<Map<?, ?>> items = exchange.getProperty(CallProperties.ITEMS, List.class);
        if (items != null) {
            return items;
        }
        Map<String, Object> whole = new HashMap<>();
        String jobId = exchange.getProperty(CallProperties.JOB_ID, String.class);
        Object outcome = exchange.getProperty(CallProperties.OUTCOME);
        if (exchange.getException() instanceof LedgerException e) {
            outcome = e.outcome().effect().code();
        } else if (exchange.getException() != null) {
            throw new AssertionError(
                    "No sentence for the caller of " + told, exchange.getException());
        }
        whole.put("outcome", outcome);
        whole.put("sentPosition", 0);
        if (jobId != null) {
            whole.put("callId", jobId);
        }
        return List.of(whole);
    }

    private void nothingIsHeld() {
        for (int i = 0; i < 2; i++) {
            LedgerNode node = world.node(i);
            for (Item item : items()) {
                assertThat(node.bean(InFlightCalls.class).has(item.callId)).isFalse();
                assertThat(node.bean(PendingWrites.class).has(item.callId)).isFalse();
            }
            assertThat(node.isBusy()).isFalse();
            assertThat(node.bean(CallRunner.class).running()).isZero();
            allPlacesAreFree(node.bean(CallRunner.class), Mode.INLINE, 4);
            allPlacesAreFree(node.bean(CallRunner.class), Mode.BACKGROUND, 2);
        }
    }

    private static void allPlacesAreFree(CallRunner runner, Mode mode, int count) {
        List<Places.Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(runner.place(mode, "tenant " + i));
        }
        assertThat(places).as("places of %s", mode).allMatch(Places.Place::isFree);
        places.forEach(Places.Place::close);
    }
}
