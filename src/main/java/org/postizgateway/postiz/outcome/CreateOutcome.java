package org.postizgateway.postiz.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postizgateway.postiz.failure.PostizFailure;
import org.postizgateway.postiz.failure.PostizFailure.Effect;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.outcome.ItemOutcome.Status;
import org.postizgateway.postiz.preflight.CreateRequest;
import org.postizgateway.postiz.preflight.PlannedPost;

/**
 * What became of one {@code POST /posts}.
 *
 * @param items one per post of the request, in its order
 * @param mayContinue whether Postiz may still be creating posts whose status is unknown
 * @param budget what Postiz said is left of its ration, if it said so
 */
public record CreateOutcome(
        CreateRequest request,
        List<ItemOutcome> items,
        boolean mayContinue,
        Optional<RateBudget> budget) {

    private static final Pattern POST_PATH = Pattern.compile("\\bposts\\.(\\d+)\\.");

    /**
     * @param answer of Postiz, a list of {@code {postId, integration}} in the order of the request;
     *     one that does not name every post leaves all of them unknown
     */
    static CreateOutcome answered(
            CreateRequest request, Object answer, Optional<RateBudget> budget) {
        List<Map<String, Object>> created = JsonBody.readObjects(answer);
        List<PlannedPost> posts = request.posts();
        boolean complete = created.size() == posts.size();
        List<ItemOutcome> items = new ArrayList<>();
        for (int i = 0; i < posts.size(); i++) {
            String id = complete ? Objects.toString(created.get(i).get("postId"), "") : "";
            items.add(
                    id.isEmpty()
                            ? unknown(
                                    posts.get(i), "Postiz accepted the request without naming it.")
                            : new ItemOutcome(posts.get(i), Status.CREATED, id, ""));
        }
        return new CreateOutcome(request, List.copyOf(items), false, budget);
    }

    static CreateOutcome failed(CreateRequest request, PostizFailure failure) {
        String reason = inCallersTerms(request, failure.sentence());
        Status status = failure.effect() == Effect.NONE ? Status.NOT_CREATED : Status.UNKNOWN;
        List<ItemOutcome> items =
                request.posts().stream()
                        .map(post -> new ItemOutcome(post, status, "", reason))
                        .toList();
        return new CreateOutcome(
                request, items, failure.effect() == Effect.MAY_CONTINUE, Optional.empty());
    }

    /** Whether Postiz's list has to be asked what happened. */
    public boolean unclear() {
        return items.stream().anyMatch(item -> item.status() == Status.UNKNOWN);
    }

    /**
     * The outcome after a look at Postiz's list. A post that is not there counts as not created,
     * unless Postiz may still be creating it.
     *
     * @param verdicts one per post of the request
     */
    public CreateOutcome reconciled(List<PostReconciler.Verdict> verdicts) {
        List<ItemOutcome> checked = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            checked.add(reconciled(items.get(i), verdicts.get(i)));
        }
        return new CreateOutcome(request, List.copyOf(checked), mayContinue, budget);
    }

    private ItemOutcome reconciled(ItemOutcome item, PostReconciler.Verdict verdict) {
        if (item.status() != Status.UNKNOWN) {
            return item;
        }
        return switch (verdict.presence()) {
            case FOUND ->
                    new ItemOutcome(
                            item.post(), Status.CREATED, verdict.postId().orElseThrow(), "");
            case AMBIGUOUS -> item;
            case ABSENT ->
                    mayContinue
                            ? item
                            : new ItemOutcome(item.post(), Status.NOT_CREATED, "", item.reason());
        };
    }

    private static ItemOutcome unknown(PlannedPost post, String reason) {
        return new ItemOutcome(post, Status.UNKNOWN, "", reason);
    }

    /** Postiz counts posts inside the request; the caller counts inside {@code socialPost}. */
    private static String inCallersTerms(CreateRequest request, String sentence) {
        return POST_PATH
                .matcher(sentence)
                .replaceAll(
                        path -> {
                            int position = Integer.parseInt(path.group(1));
                            return position < request.posts().size()
                                    ? "socialPost[" + request.posts().get(position).index() + "]."
                                    : path.group();
                        });
    }
}
