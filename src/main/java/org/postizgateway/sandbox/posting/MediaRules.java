package org.postizgateway.sandbox.posting;

import java.util.List;
import java.util.Optional;

/** What the platforms ask of a post's attachments when it is created. */
final class MediaRules {

    private MediaRules() {}

    /** The complaint of the post's platform, in its words where they are known. */
    static Optional<String> complaint(NewPost post) {
        List<NewPost.Item> items = post.items();
        NewPost.Item main = items.get(0);
        int count = main.paths().size();
        boolean video = main.hasVideo();
        String type = post.settings().path("post_type").asText();
        return switch (post.channel().platform()) {
            case "linkedin", "linkedin-page" -> linkedIn(post, main);
            case "youtube" ->
                    count != 1
                            ? Optional.of("You need one media")
                            : when(!video, "Item must be a video");
            case "facebook" ->
                    when(
                            type.equals("story") && count == 0,
                            "Story should have at least one media");
            case "x" -> when(type.equals("article") && video, "Articles can only contain images");
            case "instagram", "instagram-standalone" ->
                    count == 0
                            ? Optional.of("Should have at least one media")
                            : when(count > 10, "Should have at most 10 media");
            case "tiktok", "tiktok-business" ->
                    count == 0
                            ? Optional.of("No video or images selected")
                            : when(video && count > 1, "Only one video is allowed");
            case "pinterest" ->
                    when(count == 0 || count > 5, "Should have between one and five media");
            case "dribbble" -> when(count != 1 || video, "Requires one image");
            case "bluesky" ->
                    when(
                            video ? count > 1 : count > 4,
                            "You can only upload one video or four pictures per post.");
            case "gmb" -> when(count > 1 || video, "Only one image is allowed");
            case "wrapcast" -> when(video, "Only pictures are allowed");
            default -> Optional.empty();
        };
    }

    private static Optional<String> linkedIn(NewPost post, NewPost.Item main) {
        int count = main.paths().size();
        if (post.settings().path("post_as_images_carousel").asBoolean()
                && (count < 2 || main.hasVideo())) {
            return Optional.of("Carousel can only be created with 2 or more images and no videos.");
        }
        if (main.hasVideo() && count > 1) {
            return Optional.of("A video must be the only attachment.");
        }
        return when(
                post.items().stream().skip(1).anyMatch(item -> !item.paths().isEmpty()),
                "Comments can only contain text.");
    }

    private static Optional<String> when(boolean broken, String complaint) {
        return broken ? Optional.of(complaint) : Optional.empty();
    }
}
