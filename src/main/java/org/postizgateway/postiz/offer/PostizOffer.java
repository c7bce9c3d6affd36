package org.postizgateway.postiz.offer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.postizgateway.postiz.json.JsonBody;

/**
 * What a Postiz behind this gateway offers, found out by asking it for its list of tools and not by
 * configuration (contract of the newer one, section 0). It is asked once a day, and again after an
 * answer that does not fit what is known. Until it has answered, the oldest Postiz is assumed,
 * whose ways a newer one goes along with.
 */
public final class PostizOffer {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(5);
    private static final String VIDEO_STATUS = "videoStatusTool";

    private final KnownTools known;
    private final Clock clock;
    private final AtomicReference<Answer> last = new AtomicReference<>(Answer.NONE);

    public PostizOffer(KnownTools known, Clock clock) {
        this.known = known;
        this.clock = clock;
    }

    /**
     * @param difference to what the gateway knows; empty before Postiz answered
     * @param answered when it did
     * @param due when it is to be asked again
     */
    private record Answer(
            Optional<ToolDifference> difference, boolean videoJobs, Instant answered, Instant due) {

        private static final Answer NONE =
                new Answer(Optional.empty(), false, Instant.EPOCH, Instant.EPOCH);

        private Answer dueAt(Instant time) {
            return new Answer(difference, videoJobs, answered, time);
        }
    }

    /** Whether Postiz is to be asked now. Of many callers at once one is told so. */
    public boolean isDue() {
        Instant now = clock.instant();
        Answer answer = last.get();
        return !now.isBefore(answer.due())
                && (answer.difference().isEmpty()
                        || last.compareAndSet(answer, answer.dueAt(now.plus(PAUSE_AFTER_FAILURE))));
    }

    /**
     * Notes what Postiz offers.
     *
     * @param body JSON-RPC response to {@code tools/list}
     * @throws org.postizgateway.postiz.json.NotJsonException when it is something else
     */
    public void learn(Object body) {
        Map<String, Object> result = JsonBody.readObject(JsonBody.readObject(body).get("result"));
        OfferedTools offered = OfferedTools.of(result.get("tools"));
        Instant now = clock.instant();
        last.set(
                new Answer(
                        Optional.of(known.differenceTo(offered)),
                        offered.has(VIDEO_STATUS),
                        now,
                        now.plus(KEPT)));
    }

    /** Postiz could not be asked: what is known stays, and it is left alone for a while. */
    public void missed() {
        Instant later = clock.instant().plus(PAUSE_AFTER_FAILURE);
        last.updateAndGet(answer -> answer.dueAt(later));
    }

    /** Nothing is known of Postiz any more: another one may have taken its place. */
    public void forget() {
        last.set(Answer.NONE);
    }

    /**
     * Has Postiz asked again when a call met something that it does not have: it has become an
     * other version.
     *
     * @param failure what the call ended with; anything else changes nothing
     */
    public void reconsider(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (Surprise.isIn(cause)) {
                last.updateAndGet(answer -> answer.dueAt(Instant.EPOCH));
                return;
            }
        }
    }

    /** Whether a video is a job that is started and asked for, instead of a call that blocks. */
    public boolean hasVideoJobs() {
        return last.get().videoJobs();
    }

    /** How the offer differs from what the gateway knows; empty before Postiz answered. */
    public Optional<ToolDifference> difference() {
        return last.get().difference();
    }

    /** When Postiz last answered; empty before it did. */
    public Optional<Instant> answeredAt() {
        Answer answer = last.get();
        return answer.difference().map(known -> answer.answered());
    }
}
