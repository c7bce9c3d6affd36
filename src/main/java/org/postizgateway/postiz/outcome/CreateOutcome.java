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
 * @param budget what Postiz said is left of its ration, if it said so
 */
public record CreateOutcome(List<ItemOutcome> items, Optional<RateBudget> budget) {

    private static final Pattern POST_PATH = Pattern.compile("\\bposts\\.(\\d+)\\.");

    /**
     * @param answer a list of {@code {postId, integration}} in the order of the request; a post
     *     without an id is known not to be there
     * @param repeated whether it is the answer of an earlier identical call
     */
    static CreateOutcome answered(
            CreateRequest request, Object answer, boolean repeated, Optional<RateBudget> budget) {
        List<Map<String, Object>> created = JsonBody.readObjects(answer);
        List<ItemOutcome> items = new ArrayList<>();
        for (int i = 0; i < request.posts().size(); i++) {
            PlannedPost post = request.posts().get(i);
            String id = Objects.toString(created.get(i).get("postId"), "");
            items.add(
                    id.isEmpty()
                            ? new ItemOutcome(
                                    post,
                                    Status.NOT_CREATED,
                                    "",
                                    "Postiz does not list it.",
                                    false,
                                    List.of())
                            : new ItemOutcome(
                                            post, Status.CREATED, id, "", repeated, post.notices())
                                    .noting(notices(created.get(i))));
        }
        return new CreateOutcome(List.copyOf(items), budget);
    }

    private static List<String> notices(Map<String, Object> created) {
        return created.get("notices") instanceof List<?> notices
                ? notices.stream().map(Object::toString).toList()
                : List.of();
    }

    /**
     * The same with more notices.
     *
     * @param notices by the id of the post
     */
    CreateOutcome noting(Map<String, List<String>> notices) {
        return new CreateOutcome(
                items.stream()
                        .map(item -> item.noting(notices.getOrDefault(item.postId(), List.of())))
                        .toList(),
                budget);
    }

    static CreateOutcome failed(CreateRequest request, PostizFailure failure) {
        String reason = inCallersTerms(request, failure.sentence());
        Status status = failure.effect() == Effect.NONE ? Status.NOT_CREATED : Status.UNKNOWN;
        List<ItemOutcome> items =
                request.posts().stream()
                        .map(post -> new ItemOutcome(post, status, "", reason, false, List.of()))
                        .toList();
        return new CreateOutcome(items, Optional.empty());
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
