package org.postizgateway.postiz.preflight.content;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.postizgateway.postiz.platform.AttachmentLimits;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.preflight.finding.FieldProblem;
import org.postizgateway.postiz.preflight.post.SocialPost;
import org.postizgateway.postiz.preflight.post.SocialPost.Attachment;

/**
 * What Postiz or the network demands of the attachments of a post: the {@link AttachmentLimits} of
 * the platform, and what depends on the settings too. Sizes of pictures cannot be seen from here.
 */
public final class MediaRules {

    private static final Map<String, Function<SocialPost, List<FieldProblem>>> RULES =
            Map.ofEntries(
                    entry("x", MediaRules::x),
                    entry("linkedin", MediaRules::linkedin),
                    entry("linkedin-page", MediaRules::linkedin),
                    entry("reddit", MediaRules::reddit),
                    entry("instagram", MediaRules::instagramBusiness),
                    entry("instagram-standalone", MediaRules::instagram),
                    entry("facebook", MediaRules::facebook),
                    entry("pinterest", MediaRules::pinterest),
                    entry("lemmy", MediaRules::lemmy));

    private MediaRules() {}

    /** What is wrong with the attachments. */
    public static List<FieldProblem> check(Platform platform, SocialPost post) {
        List<FieldProblem> problems = new ArrayList<>();
        for (int i = 0; i < post.items().size(); i++) {
            problems.addAll(limits(platform, post, i));
        }
        problems.addAll(RULES.getOrDefault(platform.identifier(), any -> List.of()).apply(post));
        return problems;
    }

    private static List<FieldProblem> limits(Platform platform, SocialPost post, int item) {
        AttachmentLimits limits = platform.attachments();
        long videos = videos(post, item);
        long pictures = media(post, item).size() - videos;
        boolean allowed =
                item == 0 ? limits.allow(pictures, videos) : limits.allowInItem(pictures, videos);
        if (item > 0 && limits.inComments() != null) {
            return unless(
                    pictures + videos <= limits.inComments(),
                    item,
                    limits.inComments() == 0
                            ? "must be empty: comments on " + platform.name() + " are text only."
                            : "must be at most "
                                    + limits.inComments()
                                    + " in a comment on "
                                    + platform.name()
                                    + ".");
        }
        return unless(allowed, item, "must be " + limits.words() + " on " + platform.name() + ".");
    }

    private static List<FieldProblem> x(SocialPost post) {
        boolean article = setting(post, "post_type", "article");
        List<FieldProblem> problems = new ArrayList<>();
        if (article && videos(post, 0) > 0) {
            problems.add(main("of an article must be pictures, no mp4."));
        }
        if (article && setting(post, "article_status", "draft") && post.items().size() > 1) {
            problems.add(
                    new FieldProblem(
                            "postsAndComments",
                            "must be one item: an article saved as draft cannot carry replies."));
        }
        return problems;
    }

    private static List<FieldProblem> linkedin(SocialPost post) {
        return unless(
                !Boolean.TRUE.equals(post.settings().get("post_as_images_carousel"))
                        || (media(post).size() >= 2 && videos(post, 0) == 0),
                "of a carousel must be 2 or more pictures and no video.");
    }

    private static List<FieldProblem> reddit(SocialPost post) {
        boolean mediaPost =
                post.settings().get("subreddit") instanceof List<?> entries
                        && entries.stream().anyMatch(MediaRules::isMediaPost);
        List<FieldProblem> problems =
                new ArrayList<>(
                        unless(
                                !mediaPost || media(post).size() == 1,
                                "must be exactly one for a subreddit entry of type media."));
        if (media(post).stream().anyMatch(file -> file.isVideo() && file.thumbnail().isEmpty())) {
            problems.add(
                    main(
                            "must give each mp4 a thumbnail on Reddit: write the attachment as"
                                    + " {\"path\": …, \"thumbnail\": address of a picture}."));
        }
        return problems;
    }

    /** Whether an entry of Reddit's setting {@code subreddit} shows attachments. */
    static boolean isMediaPost(Object entry) {
        return entry instanceof Map<?, ?> map
                && map.get("value") instanceof Map<?, ?> value
                && "media".equals(value.get("type"));
    }

    private static List<FieldProblem> instagram(SocialPost post) {
        Object trial = post.settings().get("is_trial_reel");
        boolean trialReel = Boolean.TRUE.equals(trial) || "true".equals(trial);
        return unless(!trialReel || isOneVideo(post), "of a trial reel must be exactly one mp4.");
    }

    private static List<FieldProblem> instagramBusiness(SocialPost post) {
        List<FieldProblem> problems = new ArrayList<>(instagram(post));
        if (post.settings().containsKey("audio")
                && !(isOneVideo(post) && setting(post, "post_type", "post"))) {
            problems.add(
                    new FieldProblem(
                            "settings.audio", "needs post_type post and exactly one mp4."));
        }
        return problems;
    }

    private static List<FieldProblem> facebook(SocialPost post) {
        if (setting(post, "post_type", "story")) {
            return unless(
                    !media(post).isEmpty(), "of a story must hold at least one picture or video.");
        }
        return unless(
                videos(post, 0) == 0 || isOneVideo(post),
                "must be pictures, or one mp4 alone, on Facebook.");
    }

    private static List<FieldProblem> pinterest(SocialPost post) {
        return unless(
                videos(post, 0) == 0 || (media(post).size() == 2 && videos(post, 0) == 1),
                "with a video must be that mp4 and one picture as its cover.");
    }

    private static List<FieldProblem> lemmy(SocialPost post) {
        List<String> pictures = List.of(".png", ".jpg", ".jpeg", ".gif");
        return unless(
                media(post).isEmpty()
                        || media(post).get(0).extension().filter(pictures::contains).isPresent(),
                "must begin with a png, jpg or gif.");
    }

    private static List<Attachment> media(SocialPost post) {
        return media(post, 0);
    }

    private static List<Attachment> media(SocialPost post, int item) {
        return post.items().get(item).attachments();
    }

    private static long videos(SocialPost post, int item) {
        return media(post, item).stream().filter(Attachment::isVideo).count();
    }

    private static boolean isOneVideo(SocialPost post) {
        return media(post).size() == 1 && videos(post, 0) == 1;
    }

    private static boolean setting(SocialPost post, String key, String value) {
        return value.equals(post.settings().get(key));
    }

    private static List<FieldProblem> unless(boolean fine, String reason) {
        return unless(fine, 0, reason);
    }

    private static List<FieldProblem> unless(boolean fine, int item, String reason) {
        return fine
                ? List.of()
                : List.of(new FieldProblem("postsAndComments[" + item + "].attachments", reason));
    }

    private static FieldProblem main(String reason) {
        return new FieldProblem("postsAndComments[0].attachments", reason);
    }
}
