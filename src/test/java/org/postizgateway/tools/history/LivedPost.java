package org.postizgateway.tools.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.Publishing;
import org.postizgateway.sandbox.state.TokenState;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.state.post.Publication;
import org.postizgateway.sandbox.web.Operation;

/**
 * A post of one channel through a history: what callers do to it, what becomes of their requests,
 * and what the networks get. What callers were told is kept in {@link Told} and compared with
 * Postiz after each step and at the end.
 */
public final class LivedPost {

    /** What becomes of the request that makes a change. */
    public enum Fate {
        ANSWERED,
        ANSWER_LOST,
        REQUEST_LOST,
        /** The request arrives when the caller has long been told that its outcome is unknown. */
        LATE,
        /** Postiz ends in the middle of it. */
        POSTIZ_ENDS,
    }

    /** Calls a tool: name and arguments, and the result. */
    @FunctionalInterface
    public interface Agent {
        JsonNode call(String tool, Map<String, Object> arguments);
    }

    /** For how long the gateway expects a request of unclear outcome to arrive yet. */
    private static final Duration LATEST = Duration.ofMinutes(5);

    private static final Duration FLIP = Duration.ofMinutes(8);
    private static final Duration INDEX_LAG = Duration.ofMillis(20);
    private static final Duration STEP = Duration.ofMinutes(1);

    private final PostizSandbox postiz;
    private final String channel;
    private final Agent agent;
    private final Consumer<String> outcomes;
    private final LateRequests late;
    private final Told told;
    private final String id;
    private int changes;

    /**
     * Schedules the post, half an hour ahead.
     *
     * @param outcomes is told each outcome, as {@code editPostTool made}
     */
    public LivedPost(
            PostizSandbox postiz,
            String apiKey,
            String channel,
            Agent agent,
            Consumer<String> outcomes) {
        this.outcomes = outcomes;
        this.postiz = postiz;
        this.channel = channel;
        this.agent = agent;
        this.late = new LateRequests(postiz, apiKey);
        publishing(false);
        Instant date = in(30);
        this.id = create(date, text());
        this.told = new Told(text(), date);
    }

    private String create(Instant date, String text) {
        Map<String, Object> post = new HashMap<>();
        post.put("integrationId", channel);
        post.put("type", "schedule");
        post.put("date", date.toString());
        post.put("postsAndComments", List.of(Map.of("content", text)));
        post.put("settings", Map.of("who_can_reply_post", "everyone"));
        JsonNode result = agent.call("schedulePostTool", Map.of("socialPost", List.of(post)));
        return result.at("/structuredContent/output/0/postId").asText();
    }

    private String text() {
        return "version %d of it".formatted(changes);
    }

    private Instant in(int minutes) {
        return postiz.clock()
                .instant()
                .plus(minutes, ChronoUnit.MINUTES)
                .truncatedTo(ChronoUnit.MINUTES);
    }

    public void edit(Fate fate, boolean repeats) {
        changes++;
        String text = text();
        change(
                Operation.CREATE_POST,
                "editPostTool",
                Map.of("id", id, "content", text),
                fate,
                repeats,
                told.edited(text));
    }

    public void move(int minutes, Fate fate, boolean repeats) {
        Instant date = in(minutes);
        change(
                Operation.CREATE_POST,
                "reschedulePostTool",
                Map.of("ids", List.of(id), "date", date.toString()),
                fate,
                repeats,
                told.moved(date));
    }

    public void retry(int minutes, Fate fate, boolean repeats) {
        Instant date = in(minutes);
        change(
                Operation.CREATE_POST,
                "retryPostTool",
                Map.of("ids", List.of(id), "date", date.toString()),
                fate,
                repeats,
                told.retried(date));
    }

    public void status(boolean draft, Fate fate, boolean repeats) {
        change(
                Operation.POST_STATUS,
                "postStatusTool",
                Map.of("ids", List.of(id), "status", draft ? "draft" : "scheduled"),
                fate,
                repeats,
                told.become(draft ? PostState.DRAFT : PostState.QUEUE));
    }

    public void delete(Fate fate, boolean repeats) {
        change(
                Operation.DELETE_POST,
                "deletePostTool",
                Map.of("ids", List.of(id), "confirm", 1),
                fate,
                repeats,
                told.deleted());
    }

    private void change(
            Operation operation,
            String tool,
            Map<String, Object> arguments,
            Fate fate,
            boolean repeats,
            Told.Change change) {
        String outcome = outcome(operation, tool, arguments, fate);
        if (outcome.equals("unknown") && repeats) {
            change.perhaps();
            outcome = outcome(operation, tool, arguments, Fate.ANSWERED);
        }
        switch (outcome) {
            case "made" -> change.made();
            case "unknown" -> change.perhaps();
            default -> {}
        }
        outcomes.accept(tool + " " + outcome);
        compare(tool + " " + outcome);
    }

    private String outcome(
            Operation operation, String tool, Map<String, Object> arguments, Fate fate) {
        int before = postiz.requests().count(operation);
        switch (fate) {
            case ANSWER_LOST ->
                    postiz.faults().add(FaultRule.of(Fault.RESET).on(operation).afterwards());
            case REQUEST_LOST, LATE ->
                    postiz.faults().add(FaultRule.of(Fault.RESET).on(operation).always());
            case POSTIZ_ENDS -> postiz.faults().add(FaultRule.of(Fault.DIE).on(operation));
            default -> {}
        }
        JsonNode result = agent.call(tool, arguments);
        postiz.faults().clear();
        if (fate == Fate.LATE) {
            late.keep(operation, before);
        }
        if (!result.path("isError").asBoolean()) {
            return isEarlierRetry(tool, result) ? "made before" : "made";
        }
        String sentence = result.at("/content/0/text").asText();
        assertThat(sentence).doesNotContain("Exception", "\tat ");
        return sentence.contains(" is unknown: ") ? "unknown" : "refused";
    }

    /** One that has been retried keeps the date that it has, which is told. */
    private static boolean isEarlierRetry(String tool, JsonNode result) {
        return tool.equals("retryPostTool")
                && result.at("/structuredContent/output/results/0/repeated").asBoolean();
    }

    /** What was on its way arrives. */
    public void arrive() {
        late.arrive();
        compare("a late request");
    }

    /** The channel has to be connected again, or was. */
    public void channelBreaks(boolean broken) {
        if (broken) {
            postiz.conditions().getTokens().put(channel, TokenState.REFRESH_FAILS);
        } else {
            postiz.conditions().getTokens().remove(channel);
        }
    }

    /** The network fails for a reason that proves nothing, and what failed may yet succeed. */
    public void networkFails(boolean failing, boolean flips) {
        postiz.conditions().setPublishError(failing ? "Unknown error" : "");
        publishing(flips);
    }

    private void publishing(boolean flips) {
        Publishing lagging = Publishing.STANDARD.lagging(INDEX_LAG);
        postiz.conditions().setPublishing(flips ? lagging.flippingAfter(FLIP) : lagging);
    }

    /** Minute by minute, as a network gets a post in the minute in which it is due. */
    public void pass(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            late.arriveBefore(postiz.clock().instant().plus(STEP).minus(LATEST));
            postiz.clock().advance(STEP);
            compare("a minute later");
        }
    }

    /** Until nothing more can happen. */
    public void end() {
        late.arrive();
        networkFails(false, false);
        postiz.clock().advance(Duration.ofDays(2));
        compare("the end");
    }

    private void compare(String after) {
        List<Publication> out = postiz.posts().publications();
        Optional<Post> post = postiz.posts().find(id);
        assertThat(postiz.posts().all()).as("posts after %s", after).hasSizeLessThanOrEqualTo(1);
        assertThat(out).as("published after %s", after).hasSizeLessThanOrEqualTo(1);
        told.compare(after, post, out, postiz.clock().instant());
    }
}
