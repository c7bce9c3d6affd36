package org.postizgateway.acceptance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.state.organization.OrganizationSeed;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.state.post.PostState;

/**
 * An organization of the sandbox that has one channel on X, and some drafts.
 *
 * @param post id of one that can be changed
 * @param parked id of one that can be scheduled
 * @param doomed id of one that can be deleted
 * @param edited id of one for {@link LivingPosts} to schedule, so that its text can be changed
 * @param moved id of one for them to schedule, so that it can be moved
 * @param failed id of one for them to let fail, so that it can be retried
 */
public record Tenant(
        String postizUrl,
        String apiKey,
        String channel,
        String post,
        String parked,
        String doomed,
        String edited,
        String moved,
        String failed) {

    private static final int VIDEO_CREDITS = 10_000;

    public static List<OrganizationSeed> seeds(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        number ->
                                new OrganizationSeed(
                                        UUID.randomUUID().toString(),
                                        "Tenant " + number,
                                        "tenant-key-" + UUID.randomUUID(),
                                        List.of(),
                                        List.of(Channel.of(channel(number), "x", "X " + number)),
                                        VIDEO_CREDITS))
                .toList();
    }

    /** The tenant of the organization with this number. */
    public static Tenant of(PostizSandbox postiz, int number) {
        OrganizationSeed seed = postiz.settings().organizations().get(number);
        Instant soon = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
        return new Tenant(
                postiz.baseUrl(),
                seed.apiKey(),
                channel(number),
                draft(postiz, number, "draft", soon.plus(1, ChronoUnit.DAYS)),
                draft(postiz, number, "parked", soon),
                draft(postiz, number, "doomed", soon),
                draft(postiz, number, "edited", soon),
                draft(postiz, number, "moved", soon),
                draft(postiz, number, "failed", Instant.now().minus(30, ChronoUnit.MINUTES)));
    }

    private static String draft(PostizSandbox postiz, int number, String name, Instant date) {
        OrganizationSeed seed = postiz.settings().organizations().get(number);
        String id = name + number + "of" + seed.id().replace("-", "");
        Instant now = Instant.now();
        postiz.posts()
                .save(
                        new Post(
                                id,
                                seed.id(),
                                channel(number),
                                PostState.DRAFT,
                                date,
                                "<p>Draft</p>",
                                JsonNodeFactory.instance.arrayNode(),
                                0,
                                name + "-group" + number,
                                Optional.empty(),
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("__type", "x")
                                        .put("who_can_reply_post", "everyone"),
                                OptionalInt.empty(),
                                "API",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                now,
                                now));
        return id;
    }

    private static String channel(int number) {
        return "cmacceptance%013d".formatted(number);
    }
}
