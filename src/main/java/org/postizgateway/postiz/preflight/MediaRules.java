package org.postizgateway.postiz.preflight;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.postizgateway.postiz.preflight.SocialPost.Attachment;
import org.postizgateway.postiz.preflight.SocialPost.Item;

/**
 * What Postiz demands of the attachments of a post before it creates it, per platform (rules of the
 * platform catalogue; guidance that it gives and does not enforce is left out). Sizes of pictures
 * cannot be seen from here.
 */
final class MediaRules {

    private static final String MAIN = "postsAndComments[0].attachments";

    private static final Map<String, Function<SocialPost, List<FieldProblem>>> RULES =
            Map.ofEntries(
                    entry("x", MediaRules::x),
                    entry("linkedin", MediaRules::linkedin),
                    entry("linkedin-page", MediaRules::linkedin),
                    entry("reddit", MediaRules::reddit),
                    entry("instagram", MediaRules::instagramBusiness),
                    entry("instagram-standalone", MediaRules::instagram),
                    entry("facebook", MediaRules::facebook),
                    entry("youtube", MediaRules::youtube),
                    entry("gmb", MediaRules::googleBusiness),
                    entry("tiktok", post -> tiktok(post, Integer.MAX_VALUE)),
                    entry("tiktok-business", post -> tiktok(post, 35)),
                    entry("pinterest", MediaRules::pinterest),
                    entry("dribbble", MediaRules::dribbble),
                    entry("bluesky", MediaRules::bluesky),
                    entry("lemmy", MediaRules::lemmy),
                    entry("wrapcast", MediaRules::farcaster),
                    entry("tumblr", MediaRules::tumblr));

    private MediaRules() {}

    /** What is wrong with the attachments; empty for a platform without rules. */
    static List<FieldProblem> check(String platform, SocialPost post) {
        return RULES.getOrDefault(platform, any -> List.of()).apply(post);
    }

    private static List<FieldProblem> x(SocialPost post) {
        boolean article = setting(post, "post_type", "article");
        List<FieldProblem> problems = new ArrayList<>();
        if (article && videos(post) > 0) {
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
        List<FieldProblem> problems = new ArrayList<>();
        if (Boolean.TRUE.equals(post.settings().get("post_as_images_carousel"))) {
            if (media(post).size() < 2 || videos(post) > 0) {
                problems.add(main("of a carousel must be 2 or more pictures and no video."));
            }
        } else if (videos(post) > 0 && media(post).size() > 1) {
            problems.add(main("with a video must hold nothing but that video."));
        }
        for (int i = 1; i < post.items().size(); i++) {
            if (!post.items().get(i).attachments().isEmpty()) {
                problems.add(
                        new FieldProblem(
                                "postsAndComments[" + i + "].attachments",
                                "must be empty: comments on LinkedIn are text only."));
            }
        }
        return problems;
    }

    private static List<FieldProblem> reddit(SocialPost post) {
        boolean mediaPost =
                post.settings().get("subreddit") instanceof List<?> entries
                        && entries.stream().anyMatch(entry -> isMediaPost(entry));
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

    private static boolean isMediaPost(Object entry) {
        return entry instanceof Map<?, ?> map
                && map.get("value") instanceof Map<?, ?> value
                && "media".equals(value.get("type"));
    }

    private static List<FieldProblem> instagram(SocialPost post) {
        if (media(post).isEmpty()) {
            return List.of(main("must hold at least one picture or video."));
        }
        Object trial = post.settings().get("is_trial_reel");
        boolean trialReel = Boolean.TRUE.equals(trial) || "true".equals(trial);
        return unless(!trialReel || isOneVideo(post), "of a trial reel must be exactly one mp4.");
    }

    private static List<FieldProblem> instagramBusiness(SocialPost post) {
        List<FieldProblem> problems = new ArrayList<>(instagram(post));
        problems.addAll(unless(media(post).size() <= 10, "must be at most 10."));
        if (post.settings().containsKey("audio")
                && !(isOneVideo(post) && setting(post, "post_type", "post"))) {
            problems.add(
                    new FieldProblem(
                            "settings.audio", "needs post_type post and exactly one mp4."));
        }
        return problems;
    }

    private static List<FieldProblem> facebook(SocialPost post) {
        return unless(
                !setting(post, "post_type", "story") || !media(post).isEmpty(),
                "of a story must hold at least one picture or video.");
    }

    private static List<FieldProblem> youtube(SocialPost post) {
        return unless(isOneVideo(post), "must be exactly one mp4.");
    }

    private static List<FieldProblem> googleBusiness(SocialPost post) {
        return unless(
                media(post).size() <= 1 && videos(post) == 0,
                "must be at most one picture and no video.");
    }

    private static List<FieldProblem> tiktok(SocialPost post, int pictures) {
        boolean onlyPictures =
                !media(post).isEmpty() && videos(post) == 0 && media(post).size() <= pictures;
        String many = pictures == Integer.MAX_VALUE ? "one or more" : "1 to " + pictures;
        return unless(
                isOneVideo(post) || onlyPictures,
                "must be a single mp4, or " + many + " pictures, not both.");
    }

    private static List<FieldProblem> pinterest(SocialPost post) {
        int size = media(post).size();
        if (videos(post) > 0) {
            return unless(
                    size == 2 && videos(post) == 1,
                    "with a video must be that mp4 and one picture as its cover.");
        }
        return unless(size >= 1 && size <= 5, "must be 1 to 5 pictures.");
    }

    private static List<FieldProblem> dribbble(SocialPost post) {
        return unless(
                media(post).size() == 1 && videos(post) == 0,
                "must be exactly one picture of 400x300 or 800x600 pixels.");
    }

    private static List<FieldProblem> bluesky(SocialPost post) {
        List<FieldProblem> problems = new ArrayList<>();
        for (int i = 0; i < post.items().size(); i++) {
            List<Attachment> files = post.items().get(i).attachments();
            boolean video = files.stream().anyMatch(Attachment::isVideo);
            if (video ? files.size() > 1 : files.size() > 4) {
                problems.add(
                        new FieldProblem(
                                "postsAndComments[" + i + "].attachments",
                                "must be one mp4 alone, or up to 4 pictures."));
            }
        }
        return problems;
    }

    private static List<FieldProblem> lemmy(SocialPost post) {
        List<String> pictures = List.of(".png", ".jpg", ".jpeg", ".gif");
        return unless(
                media(post).isEmpty()
                        || media(post).get(0).extension().filter(pictures::contains).isPresent(),
                "must begin with a png, jpg or gif.");
    }

    private static List<FieldProblem> farcaster(SocialPost post) {
        return unless(
                post.items().stream()
                        .map(Item::attachments)
                        .flatMap(List::stream)
                        .noneMatch(Attachment::isVideo),
                "must be pictures, no mp4.");
    }

    private static List<FieldProblem> tumblr(SocialPost post) {
        return unless(
                videos(post) <= 1 && media(post).size() - videos(post) <= 30,
                "must be at most one video and 30 pictures.");
    }

    private static List<Attachment> media(SocialPost post) {
        return post.items().get(0).attachments();
    }

    private static long videos(SocialPost post) {
        return media(post).stream().filter(Attachment::isVideo).count();
    }

    private static boolean isOneVideo(SocialPost post) {
        return media(post).size() == 1 && videos(post) == 1;
    }

    private static boolean setting(SocialPost post, String key, String value) {
        return value.equals(post.settings().get(key));
    }

    private static List<FieldProblem> unless(boolean fine, String reason) {
        return fine ? List.of() : List.of(main(reason));
    }

    private static FieldProblem main(String reason) {
        return new FieldProblem(MAIN, reason);
    }
}
