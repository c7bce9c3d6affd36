package org.postizgateway.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one owner has to do leaves room for what another has. */
@Timeout(60)
class LaneTest {

    private static final int WAITING = 8;
    private static final int SHARE = WAITING / 2;

    private final CountDownLatch release = new CountDownLatch(1);

    @AutoClose
    private final Lane lane = new Lane("lane-of-the-test", 2, 1, WAITING, Duration.ofMinutes(1));

    @AfterEach
    void open() {
        release.countDown();
    }

    private List<CompletableFuture<String>> work(String owner, int times) {
        return IntStream.range(0, times).mapToObj(i -> lane.run(owner, this::done)).toList();
    }

    private String done() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "done";
    }

    private static long refused(List<CompletableFuture<String>> work) {
        return work.stream().filter(CompletableFuture::isCompletedExceptionally).count();
    }

    @Test
    void one_owner_cannot_take_all_places_to_wait() {
        List<CompletableFuture<String>> greedy = work("192.0.2.1", 100);
        List<CompletableFuture<String>> modest = work("192.0.2.2", 1 + SHARE);

        assertThat(refused(greedy)).isEqualTo(100 - 1 - SHARE);
        assertThat(refused(modest)).isZero();
        release.countDown();
        assertThat(modest).allSatisfy(one -> assertThat(one.join()).isEqualTo("done"));
    }

    @Test
    void owners_together_have_no_more_than_there_are() {
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int owner = 0; owner < 10; owner++) {
            all.addAll(work("owner " + owner, 2));
        }

        assertThat(refused(all)).isEqualTo(20 - 2 - WAITING);
    }

    @Test
    void what_had_its_turn_waits_no_more() {
        List<CompletableFuture<String>> first = work("192.0.2.1", 1 + SHARE);
        release.countDown();
        first.forEach(CompletableFuture::join);
        await().until(lane::isIdle);

        assertThat(refused(work("192.0.2.1", 1 + SHARE))).isZero();
    }

    @Test
    void what_waited_too_long_waits_no_more() {
        try (Lane impatient =
                new Lane("impatient-lane-of-the-test", 2, 1, WAITING, Duration.ofMillis(10))) {
            impatient.run("greedy", this::done);
            for (int i = 0; i < 3; i++) {
                List<CompletableFuture<String>> late =
                        IntStream.range(0, SHARE)
                                .mapToObj(each -> impatient.run("greedy", this::done))
                                .toList();
                await().until(() -> refused(late) == SHARE);
            }
            CompletableFuture<String> other = impatient.run("modest", () -> "at once");
            assertThat(other.join()).isEqualTo("at once");
        }
    }

    @Test
    void what_waits_when_the_lane_closes_is_refused_and_never_begun() {
        List<CompletableFuture<String>> all = work("192.0.2.1", 1 + SHARE);

        lane.close();

        assertThat(all.get(0).join()).isEqualTo("done");
        assertThat(all.subList(1, all.size()))
                .allSatisfy(one -> assertThat(one).isCompletedExceptionally());
        assertThat(lane.run("192.0.2.1", this::done)).isCompletedExceptionally();
        await().untilAsserted(() -> assertThat(lane.isIdle()).isTrue());
    }
}
