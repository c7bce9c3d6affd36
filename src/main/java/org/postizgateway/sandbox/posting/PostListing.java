package org.postizgateway.sandbox.posting;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.state.post.Posts;

/** What lies between two instants, the same over both surfaces. */
public final class PostListing {

    private final Posts posts;

    public PostListing(Posts posts) {
        this.posts = posts;
    }

    /**
     * Posts without their comments, in the order in which they were created. A repeating post shows
     * up once per occurrence, from its first date to the end, even before the start.
     *
     * @param customer only posts of channels of this group; empty text for all
     */
    public List<Entry> between(
            Organization organization, Instant start, Instant end, String customer) {
        return posts.of(organization).stream()
                .filter(Post::isRoot)
                .filter(post -> isRepeating(post) || !post.publishDate().isBefore(start))
                .flatMap(post -> entries(post, organization, end))
                .filter(entry -> customer.isEmpty() || entry.isOf(customer))
                .toList();
    }

    private static Stream<Entry> entries(Post post, Organization organization, Instant end) {
        Optional<Channel> channel = organization.channel(post.channelId());
        return channel.stream()
                .flatMap(known -> dates(post, end).map(date -> new Entry(post, known, date)));
    }

    private static Stream<Instant> dates(Post post, Instant end) {
        if (!isRepeating(post)) {
            return Stream.of(post.publishDate()).filter(date -> !date.isAfter(end));
        }
        Duration interval = Duration.ofDays(Math.max(1, post.intervalInDays().getAsInt()));
        return Stream.iterate(
                post.publishDate(), date -> !date.isAfter(end), date -> date.plus(interval));
    }

    private static boolean isRepeating(Post post) {
        return post.intervalInDays().isPresent();
    }

    /**
     * @param date of this occurrence
     */
    public record Entry(Post post, Channel channel, Instant date) {

        private boolean isOf(String customer) {
            return channel.groupId().filter(customer::equals).isPresent();
        }
    }
}
