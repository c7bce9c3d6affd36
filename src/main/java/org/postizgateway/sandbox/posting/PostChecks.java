package org.postizgateway.sandbox.posting;

import java.util.List;
import java.util.Optional;
import org.postizgateway.postiz.platform.ContentLength;
import org.postizgateway.postiz.platform.NormalText;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.sandbox.state.organization.Channel;

/** What a post has to satisfy beyond its shape, in Postiz's order. */
public final class PostChecks {

    private static final String EMPTY =
            "Your post should have at least one character or one image.";

    private final PlatformCatalog platforms;

    public PostChecks(PlatformCatalog platforms) {
        this.platforms = platforms;
    }

    /**
     * The first thing that is wrong. A draft only has to have content.
     *
     * @param tooLong wording for content that is too long
     */
    public Optional<Complaint> firstComplaint(NewPost post, TooLong tooLong) {
        if (post.items().stream().anyMatch(PostChecks::isEmpty)) {
            return Optional.of(new Complaint(EMPTY, true));
        }
        if (post.isDraft() || post.items().isEmpty()) {
            return Optional.empty();
        }
        Platform platform = platforms.find(post.channel().platform()).orElseThrow();
        return settingsComplaint(platform, post)
                .or(() -> MediaRules.complaint(post))
                .or(() -> lengthComplaint(platform, post, tooLong))
                .map(text -> new Complaint(text, false));
    }

    /** Words the complaint about content that is longer than {@code limit}. */
    public interface TooLong {
        String message(int limit);
    }

    private static Optional<String> settingsComplaint(Platform platform, NewPost post) {
        List<Violation> violations =
                SettingsValidator.validate(
                        platform, post.settings(), SettingsValidator.Surface.ADVERTISED);
        return violations.stream()
                .findFirst()
                .map(
                        first ->
                                first.path().isEmpty()
                                        ? first.message()
                                        : "Please fix your settings");
    }

    private static Optional<String> lengthComplaint(
            Platform platform, NewPost post, TooLong tooLong) {
        int limit = limit(platform, post);
        return post.items().stream().anyMatch(i -> ContentLength.of(i.content(), platform) > limit)
                ? Optional.of(tooLong.message(limit))
                : Optional.empty();
    }

    private static int limit(Platform platform, NewPost post) {
        Channel channel = post.channel();
        return post.settings().path("post_type").asText().equals("article")
                ? platform.maxLengthArticle()
                : platform.maxLength(channel.verified());
    }

    private static boolean isEmpty(NewPost.Item item) {
        return item.paths().isEmpty() && NormalText.of(item.content()).isEmpty();
    }
}
