package org.postizgateway.sandbox.state;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Stands in for the background workflow that hands due posts to the networks. */
public final class Publisher {

    private final Organizations organizations;
    private final Conditions conditions;

    public Publisher(Organizations organizations, Conditions conditions) {
        this.organizations = organizations;
        this.conditions = conditions;
    }

    /** What becomes of a due post. */
    Post publish(Post post, Instant now) {
        if (conditions.isPublisherStopped()) {
            return post;
        }
        Optional<Channel> channel =
                organizations
                        .byId(post.organizationId())
                        .flatMap(organization -> organization.channel(post.channelId()));
        if (channel.isEmpty() || channel.get().disabled()) {
            return post.failed("Channel disabled", now);
        }
        if (conditions.token(post.channelId()) == TokenState.REFRESH_FAILS) {
            return post.failed("Refresh channel needed", now);
        }
        if (!conditions.getPublishError().isEmpty()) {
            return post.failed(conditions.getPublishError(), now);
        }
        String releaseId = Long.toString(ThreadLocalRandom.current().nextLong(1L << 50, 1L << 60));
        return post.published(
                Optional.of(releaseId), Optional.of(releaseUrl(channel.get(), releaseId)), now);
    }

    private String releaseUrl(Channel channel, String releaseId) {
        String handle = channel.profile().filter(text -> !text.isEmpty()).orElse(channel.id());
        return channel.platform().equals("x")
                ? "https://x.com/" + handle + "/status/" + releaseId
                : "https://" + channel.platform() + ".example/" + handle + "/" + releaseId;
    }
}
