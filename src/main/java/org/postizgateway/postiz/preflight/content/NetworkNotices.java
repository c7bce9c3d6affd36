package org.postizgateway.postiz.preflight.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postizgateway.postiz.platform.NormalText;
import org.postizgateway.postiz.preflight.post.SocialPost;
import org.postizgateway.postiz.preflight.post.SocialPost.Attachment;
import org.postizgateway.postiz.preflight.post.SocialPost.Item;

/**
 * What a network will do with a post that its author may not expect: settings that the chosen mode
 * drops, media of which only a part is shown (rules of the platform catalogue).
 */
public final class NetworkNotices {

    private static final int THREADS_LINKS = 5;
    private static final int FACEBOOK_PRESET_LENGTH = 130;
    private static final Pattern LINK = Pattern.compile("https?://[^\\s]+");

    /** Settings of TikTok that say something only when they are on. */
    private static final List<String> TIKTOK_LABELS =
            List.of("video_made_with_ai", "brand_content_toggle", "brand_organic_toggle");

    private NetworkNotices() {}

    /**
     * @param platform its identifier
     * @param post its content is HTML
     * @return sentences; empty when nothing surprises
     */
    public static List<String> of(String platform, SocialPost post) {
        return switch (platform) {
            case "tiktok", "tiktok-business" -> tiktok(platform, post);
            case "threads" -> threads(post);
            case "instagram", "instagram-standalone" -> instagram(platform, post);
            case "facebook" -> facebook(post);
            case "reddit" -> reddit(post);
            case "x" -> x(post);
            default -> List.of();
        };
    }

    private static List<String> tiktok(String platform, SocialPost post) {
        if (is(post, "content_posting_method", "UPLOAD")) {
            List<String> dropped = TIKTOK_LABELS.stream().filter(name -> isOn(post, name)).toList();
            return List.of(
                    "TikTok does not publish this by itself: with content_posting_method UPLOAD the"
                            + " media waits up to 24 hours in the TikTok app to be finished by"
                            + " hand. Of the settings only the title is kept"
                            + (dropped.isEmpty()
                                    ? "."
                                    : ", so that " + String.join(", ", dropped) + " is lost."));
        }
        List<String> notices = new ArrayList<>();
        boolean video = hasVideo(post);
        if (!video && isOn(post, "video_made_with_ai")) {
            notices.add("TikTok ignores video_made_with_ai for pictures.");
        }
        if (platform.equals("tiktok")) {
            for (String name : List.of("music", "location")) {
                if (post.settings().containsKey(name)) {
                    notices.add(
                            "The setting "
                                    + name
                                    + " has no effect on this kind of TikTok channel.");
                }
            }
        } else if (!video
                && post.settings().containsKey("music")
                && is(post, "autoAddMusic", "yes")) {
            notices.add("autoAddMusic yes replaces the chosen music.");
        }
        return notices;
    }

    private static List<String> threads(SocialPost post) {
        int most = post.items().stream().mapToInt(item -> links(item).size()).max().orElse(0);
        return most < THREADS_LINKS
                ? List.of()
                : List.of(
                        "A post has %d different links; Threads refuses posts with more than %d of them, the preview among them."
                                .formatted(most, THREADS_LINKS));
    }

    private static Set<String> links(Item item) {
        return LINK.matcher(NormalText.of(item.content()))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> instagram(String platform, SocialPost post) {
        List<String> notices = new ArrayList<>();
        if (is(post, "post_type", "story") && media(post).size() > 1) {
            notices.add("A story on Instagram is meant to hold one picture or video.");
        }
        if (is(post, "post_type", "story") && !NormalText.of(main(post).content()).isBlank()) {
            notices.add("A story on Instagram shows no text beside its picture or video.");
        }
        if (platform.equals("instagram-standalone") && post.settings().containsKey("audio")) {
            notices.add(
                    "The setting audio has no effect on a standalone Instagram channel; it needs one"
                            + " that is connected through Facebook.");
        }
        return notices;
    }

    private static List<String> facebook(SocialPost post) {
        List<String> notices = new ArrayList<>();
        if (is(post, "post_type", "story") && media(post).size() > 1) {
            notices.add("Each attachment becomes a story of its own on Facebook.");
        }
        if (post.settings().containsKey("text_format_preset_id")
                && (!media(post).isEmpty()
                        || NormalText.of(main(post).content()).length() > FACEBOOK_PRESET_LENGTH)) {
            notices.add(
                    "Facebook ignores text_format_preset_id: a background goes with text of up to "
                            + FACEBOOK_PRESET_LENGTH
                            + " characters and no media.");
        }
        return notices;
    }

    private static List<String> reddit(SocialPost post) {
        boolean shown =
                post.settings().get("subreddit") instanceof List<?> entries
                        && entries.stream().anyMatch(MediaRules::isMediaPost);
        return shown || media(post).isEmpty()
                ? List.of()
                : List.of(
                        "Reddit shows attachments only in a submission of type media; here they are"
                                + " left out.");
    }

    private static List<String> x(SocialPost post) {
        List<String> notices = new ArrayList<>();
        boolean animated =
                post.items().stream()
                        .map(Item::attachments)
                        .anyMatch(
                                files ->
                                        files.size() > 1
                                                && files.stream().anyMatch(NetworkNotices::isGif));
        if (animated) {
            notices.add("X takes an animated gif only alone.");
        }
        if (!is(post, "post_type", "article") && post.settings().containsKey("article_cover")) {
            notices.add("The setting article_cover has no effect unless post_type is article.");
        }
        return notices;
    }

    private static boolean isGif(Attachment file) {
        return file.extension().filter(".gif"::equals).isPresent();
    }

    private static boolean hasVideo(SocialPost post) {
        return media(post).stream().anyMatch(Attachment::isVideo);
    }

    private static List<Attachment> media(SocialPost post) {
        return main(post).attachments();
    }

    private static Item main(SocialPost post) {
        return post.items().get(0);
    }

    private static boolean is(SocialPost post, String setting, String value) {
        return value.equals(Objects.toString(post.settings().get(setting), ""));
    }

    private static boolean isOn(SocialPost post, String setting) {
        return Boolean.TRUE.equals(post.settings().get(setting));
    }
}
