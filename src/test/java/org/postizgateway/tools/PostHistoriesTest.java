package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import net.jqwik.api.state.ActionChain;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.sandbox.state.PostizVersion;
import org.postizgateway.tools.history.LivedPost;
import org.postizgateway.tools.history.PostLives;
import org.springframework.test.context.TestPropertySource;

/**
 * Random lives of a post: edits, moves, drafts, deletions and retries whose requests or answers are
 * lost, arrive late or meet the end of Postiz, channels and networks that fail, failures that turn
 * into successes, and a moving clock. What Postiz has, and what it published, is what callers were
 * told, once and at its date.
 *
 * <p>{@code -Dhistories=10000} makes as many of them, {@code -Dhistories.seed=N} begins with the
 * one of this number, which a failure names.
 */
@TestPropertySource(properties = {"policies.draft.again-after=30", "ledger.reconcile-delays=1ms"})
class PostHistoriesTest extends LifeTest {

    private static final int SIZE = 1_000;
    private static final String API_KEY = "sandbox-key";

    private static final List<String> CHANGING =
            List.of(
                    "editPostTool",
                    "reschedulePostTool",
                    "postStatusTool",
                    "deletePostTool",
                    "retryPostTool");

    /** Few histories fail a post in a way that proves that nothing was sent. */
    private static final String RARELY_MADE = "retryPostTool";

    private final Set<String> outcomes = new HashSet<>();
    private final long seed = Long.getLong("histories.seed", System.nanoTime());

    @ParameterizedTest
    @EnumSource
    void the_networks_get_what_callers_were_told(PostizVersion version) {
        int histories = Integer.getInteger("histories", 150) / PostizVersion.values().length;
        JqwikSession.run(
                () -> {
                    RandomGenerator<ActionChain<LivedPost>> lives =
                            PostLives.from(() -> begin(version)).generator(SIZE);
                    for (int i = 0; i < histories; i++) {
                        check(lives.next(new Random(seed + i)).value(), seed + i);
                    }
                });
        for (String tool : CHANGING) {
            assertThat(outcomes)
                    .as("of many histories some make and some are refused each change")
                    .contains(tool + " refused");
            if (!tool.equals(RARELY_MADE)) {
                assertThat(outcomes).contains(tool + " made");
            }
        }
    }

    private LivedPost begin(PostizVersion version) {
        SANDBOX.reset();
        postizIs(version);
        jdbc.sql("DELETE FROM ration").update();
        return new LivedPost(SANDBOX, API_KEY, X, this::callUnchecked, outcomes::add);
    }

    private JsonNode callUnchecked(String tool, Map<String, Object> arguments) {
        OffsetDateTime before = OffsetDateTime.now(ZoneOffset.UTC);
        try {
            return call(tool, arguments);
        } catch (Exception e) {
            throw new AssertionError(tool, e);
        } finally {
            datedByTheMovedClock(before);
        }
    }

    /** The ledger has a clock of its own, which nothing moves. */
    private void datedByTheMovedClock(OffsetDateTime since) {
        jdbc.sql(
                        "UPDATE ledger_call SET created_at = :moved WHERE created_at BETWEEN :since AND"
                                + " :now")
                .param("moved", OffsetDateTime.ofInstant(postClock.instant(), ZoneOffset.UTC))
                .param("since", since)
                .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                .update();
    }

    private static void check(ActionChain<LivedPost> history, long seed) {
        try {
            history.run().end();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "History %d: %s%n%s"
                            .formatted(
                                    seed,
                                    e.getMessage(),
                                    String.join("\n", history.transformations())),
                    e);
        }
    }
}
