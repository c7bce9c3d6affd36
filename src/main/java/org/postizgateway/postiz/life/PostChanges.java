package org.postizgateway.postiz.life;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.outcome.Effect;
import org.postizgateway.outcome.Reason;
import org.postizgateway.postiz.failure.IncompleteAnswerException;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.failure.PostizFailure;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.mapping.PostizDate;

/**
 * Makes the {@link Change}s of one call and tells what came of each. A change is looked for in the
 * listing after it was sent, whatever Postiz answered: what is there was made, even if the answer
 * was lost.
 */
public final class PostChanges {

    /** Exchange property with the list of {@link Change}s of a call. */
    static final String CHANGES = "PostizChanges";

    /**
     * Exchange property with results that need no change, maps with {@code id} and {@code status}.
     */
    static final String KNOWN = "PostizKnownResults";

    private static final String CHANGE = "PostizChange";
    private static final String FAILURE = "PostizChangeFailure";
    private static final String UNPROVEN = "PostizChangeUnproven";
    private static final Duration AROUND = Duration.ofMinutes(1);

    private final PostizErrors errors;

    public PostChanges(PostizErrors errors) {
        this.errors = errors;
    }

    /** What is sent for the change in the body, which is kept in the exchange property. */
    public Map<String, Object> request(Change change, Exchange exchange) {
        exchange.setProperty(CHANGE, change);
        return change.request();
    }

    /**
     * Keeps a failure after which the change may have been made, for {@code doCatch}.
     *
     * @throws Exception the failure, when it certainly was not
     */
    public void keepFailure(Exchange exchange) throws Exception {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (errors.failure(exchange).effect() == Effect.NONE) {
            throw failure;
        }
        exchange.setProperty(FAILURE, failure);
    }

    /**
     * What was asked for twice was not answered the second time, for {@code doCatch}: the listing
     * proves nothing.
     */
    public void notAskedAgain(Exchange exchange) {
        exchange.setProperty(UNPROVEN, true);
        exchange.setProperty(
                FAILURE,
                new IncompleteAnswerException(
                        "Whether it will still be published is open: "
                                + errors.failure(exchange).sentence()
                                + " Repeat the call."));
    }

    /** Sets the headers {@code startDate} and {@code endDate} to where the post has to be. */
    public void window(Exchange exchange) {
        Change change = change(exchange);
        exchange.getMessage()
                .setHeader("startDate", PostizDate.format(change.from().minus(AROUND)));
        exchange.getMessage().setHeader("endDate", PostizDate.format(change.to().plus(AROUND)));
    }

    /**
     * The result of a change that the listing shows. Where it would show it without the change, as
     * of a draft that is made one again, it proves nothing of a request that was lost, which may
     * yet arrive; nor does it after {@link #notAskedAgain}.
     *
     * @param exchange its body is the answer of {@code GET /posts}
     * @throws Exception the failure of the change, or an {@link IncompleteAnswerException}, when it
     *     does not
     */
    public Object verified(Exchange exchange) throws Exception {
        Change change = change(exchange);
        Optional<ListedPost> listed =
                Optional.ofNullable(
                        ListedPost.of(exchange.getMessage().getBody()).get(change.id()));
        boolean made = change.made().test(listed);
        boolean proven = exchange.getProperty(UNPROVEN) == null;
        if (made && proven && !change.made().test(Optional.of(change.post()))) {
            return change.result(listed);
        }
        throwFailure(exchange);
        if (made) {
            return change.result(listed);
        }
        throw new IncompleteAnswerException(
                "Postiz answered that it is done, but lists the post as before. Look at it with"
                        + " postDetailTool before you repeat the call.");
    }

    /** The result of a change that was answered, when the listing could not be read. */
    public Object unverified(Exchange exchange) throws Exception {
        throwFailure(exchange);
        return change(exchange).result(Optional.empty());
    }

    private static void throwFailure(Exchange exchange) throws Exception {
        Exception failure = exchange.getProperty(FAILURE, Exception.class);
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * What the caller is told of a change that was made.
     *
     * @param exchange its body is the result of the change
     */
    public Map<String, Object> done(Exchange exchange) {
        Change change = change(exchange);
        Map<String, Object> told = told(change, change.status());
        Change.version(exchange.getMessage().getBody())
                .ifPresent(version -> told.put(Change.VERSION, version));
        if (!change.notices().isEmpty()) {
            told.put("notices", change.notices());
        }
        return told;
    }

    /** What the caller is told of a change that failed, for {@code doCatch}. */
    public Map<String, Object> failed(Exchange exchange) {
        Change change = change(exchange);
        PostizFailure failure = errors.failure(exchange);
        Map<String, Object> told = told(change, word(failure));
        told.put("reason", failure.sentence());
        return told;
    }

    private static String word(PostizFailure failure) {
        if (failure.effect() == Effect.NONE) {
            return "unchanged";
        }
        return failure.outcome().reason() == Reason.STILL_RUNNING ? "running" : "unknown";
    }

    private static Map<String, Object> told(Change change, String status) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", change.id());
        told.put("status", status);
        told.put("channel", change.post().channelName());
        return told;
    }

    /**
     * Sets the result of the tool as body. Unless every change was made it is an error that says of
     * each post what came of it.
     *
     * @param exchange its body is the list of what {@link #done} and {@link #failed} told, in the
     *     order of the changes; anything when there was no change to make
     */
    public void finish(Exchange exchange) {
        List<Map<String, Object>> results = new ArrayList<>(known(exchange));
        if (!exchange.getProperty(CHANGES, List.class).isEmpty()) {
            results.addAll(JsonBody.readObjects(exchange.getMessage().getBody()));
        }
        Map<String, Object> output = new LinkedHashMap<>();
        List<String> failures =
                results.stream()
                        .filter(result -> result.containsKey("reason"))
                        .map(PostChanges::sentence)
                        .toList();
        if (!failures.isEmpty()) {
            String sentence = String.join("\n", failures);
            long others = results.size() - failures.size();
            output.put("errors", others == 0 ? sentence : sentence + "\nDone: " + others + ".");
            exchange.setProperty(PostizErrors.ERROR, output.get("errors"));
        }
        output.put("results", results);
        exchange.getMessage().setBody(Map.of("output", output));
    }

    private static String sentence(Map<String, Object> result) {
        return "Post %s on %s is %s: %s"
                .formatted(
                        result.get("id"),
                        result.get("channel"),
                        result.get("status"),
                        result.get("reason"));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> known(Exchange exchange) {
        return Objects.requireNonNullElse(exchange.getProperty(KNOWN, List.class), List.of());
    }

    private static Change change(Exchange exchange) {
        return exchange.getProperty(CHANGE, Change.class);
    }
}
