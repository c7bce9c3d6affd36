package org.postizgateway.sandbox.state.post;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.TokenState;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.state.organization.Organizations;

/** Stands in for the background workflow that hands due posts to the networks. */
public final class Publisher {

    private final Organizations organizations;
    private final Conditions conditions;

    public Publisher(Organizations organizations, Conditions conditions) {
        this.organizations = organizations;
        this.conditions = conditions;
    }

    /**
     * What became of a due post.
     *
     * @param isOut whether the network has it, whatever the state of the post says
     * @param notification what users are told
     */
    record Outcome(Post post, boolean isOut, String notification) {}

    /**
     * Publishes a post, whatever its state.
     *
     * @param surely no failure is simulated
     */
    Outcome publish(Post post, boolean surely, Instant now) {
        Optional<Channel> channel =
                organizations
                        .byId(post.organizationId())
                        .flatMap(organization -> organization.channel(post.channelId()));
        if (channel.isEmpty() || channel.get().disabled()) {
            return failed(post, "Channel disabled", now, channel);
        }
        if (conditions.token(post.channelId()) == TokenState.REFRESH_FAILS) {
            return failed(post, "Refresh channel needed", now, channel);
        }
        if (!conditions.getPublishError().isEmpty() && !surely) {
            return failed(post, conditions.getPublishError(), now, channel);
        }
        return out(post, channel.get(), now);
    }

    private Outcome out(Post post, Channel channel, Instant now) {
        String releaseId = Long.toString(ThreadLocalRandom.current().nextLong(1L << 50, 1L << 60));
        String url = releaseUrl(channel, releaseId);
        Post published = post.published(Optional.of(releaseId), Optional.of(url), now);
        return conditions.getPublishing().commentsFail()
                ? new Outcome(
                        published.failed("Comment refused", now),
                        true,
                        "An error occurred while posting comments on "
                                + channel.platform()
                                + ": Comment refused")
                : new Outcome(
                        published,
                        true,
                        "Your post has been published on " + channel.platform() + " at " + url);
    }

    private static Outcome failed(
            Post post, String reason, Instant now, Optional<Channel> channel) {
        String platform = channel.map(Channel::platform).orElse("a channel");
        String name = channel.map(Channel::name).orElse("");
        String told =
                switch (reason) {
                    case "Refresh channel needed" ->
                            "We couldn't post to %s for %s because you need to reconnect it"
                                    .formatted(platform, name);
                    case "Channel disabled" ->
                            "We couldn't post to %s for %s because it's disabled"
                                    .formatted(platform, name);
                    case "Could not confirm the post status" ->
                            "Your post was sent to %s, but we couldn't confirm it was published"
                                    .formatted(platform);
                    default -> "An error occurred while posting on " + platform + ": " + reason;
                };
        return new Outcome(post.failed(reason, now), false, told);
    }

    private String releaseUrl(Channel channel, String releaseId) {
        String handle = channel.profile().filter(text -> !text.isEmpty()).orElse(channel.id());
        return channel.platform().equals("x")
                ? "https://x.com/" + handle + "/status/" + releaseId
                : "https://" + channel.platform() + ".example/" + handle + "/" + releaseId;
    }
}
