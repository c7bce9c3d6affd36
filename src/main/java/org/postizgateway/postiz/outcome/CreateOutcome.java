package org.postizgateway.postiz.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.postizgateway.outcome.Effect;
import org.postizgateway.postiz.failure.PostizFailure;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.outcome.ItemOutcome.Status;
import org.postizgateway.postiz.preflight.post.CreateRequest;
import org.postizgateway.postiz.preflight.post.PlannedPost;

/**
 * What became of one {@code POST /posts}.
 *
 * @param items one per post of the request, in its order
 * @param budget what Postiz said is left of its ration, if it said so
 * @param failure of a request that never came to the ledger
 */
public record CreateOutcome(
        List<ItemOutcome> items, Optional<RateBudget> budget, Optional<PostizFailure> failure) {

    private static final Pattern POST_PATH = Pattern.compile("\\bposts\\.(\\d+)\\.");

    /**
     * As the ledger knows it, which may have sent only some of the posts, the others being known.
     *
     * @param items a map for each post: {@code outcome} ({@code none}, {@code done}, {@code
     *     unknown} or {@code running}), {@code result} as Postiz answers, {@code message} without
     *     one, {@code duplicate}, and by {@code callId} and {@code sentPosition} which post of
     *     which request it was
     */
    static CreateOutcome of(
            CreateRequest request, List<Map<String, Object>> items, Optional<RateBudget> budget) {
        List<ItemOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            outcomes.add(outcome(request, items, i));
        }
        return new CreateOutcome(List.copyOf(outcomes), budget, Optional.empty());
    }

    private static ItemOutcome outcome(
            CreateRequest request, List<Map<String, Object>> items, int position) {
        PlannedPost post = request.posts().get(position);
        Map<String, Object> item = items.get(position);
        Status status = status(item);
        if (status != Status.CREATED) {
            String reason = inCallersTerms(request, items, item);
            return new ItemOutcome(post, status, "", reason, false, List.of());
        }
        Map<String, Object> created = JsonBody.readObject(item.get("result"));
        String id = Objects.toString(created.get("postId"), "");
        boolean repeated = Boolean.TRUE.equals(item.get("duplicate"));
        return new ItemOutcome(post, status, id, "", repeated, post.notices())
                .noting(notices(created));
    }

    private static List<String> notices(Map<String, Object> created) {
        return created.get("notices") instanceof List<?> notices
                ? notices.stream().map(Object::toString).toList()
                : List.of();
    }

    /** The same with other outcomes of its posts. */
    CreateOutcome replacing(UnaryOperator<ItemOutcome> change) {
        return new CreateOutcome(items.stream().map(change).toList(), budget, failure);
    }

    private static Status status(Map<String, Object> item) {
        return switch (Objects.toString(item.get("outcome"))) {
            case "done" -> Status.CREATED;
            case "none" -> Status.NOT_CREATED;
            case "running" -> Status.RUNNING;
            default -> Status.UNKNOWN;
        };
    }

    /** For a request that never came to the ledger. */
    static CreateOutcome failed(CreateRequest request, PostizFailure failure) {
        Status status = failure.effect() == Effect.NONE ? Status.NOT_CREATED : Status.UNKNOWN;
        List<ItemOutcome> items =
                request.posts().stream()
                        .map(
                                post ->
                                        new ItemOutcome(
                                                post,
                                                status,
                                                "",
                                                failure.sentence(),
                                                false,
                                                List.of()))
                        .toList();
        return new CreateOutcome(items, Optional.empty(), Optional.of(failure));
    }

    /** Postiz counts posts inside the request; the caller counts inside {@code socialPost}. */
    private static String inCallersTerms(
            CreateRequest request, List<Map<String, Object>> items, Map<String, Object> item) {
        return POST_PATH
                .matcher(Objects.toString(item.get("message"), ""))
                .replaceAll(
                        path -> {
                            int sent = Integer.parseInt(path.group(1));
                            return IntStream.range(0, items.size())
                                    .filter(i -> isSame(items.get(i), item.get("callId"), sent))
                                    .mapToObj(i -> request.posts().get(i).index())
                                    .map(index -> "socialPost[" + index + "].")
                                    .findFirst()
                                    .orElse(path.group());
                        });
    }

    private static boolean isSame(Map<String, Object> item, Object callId, int sentPosition) {
        return Objects.equals(item.get("callId"), callId)
                && Objects.equals(item.get("sentPosition"), sentPosition);
    }
}
