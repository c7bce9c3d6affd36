package org.postizgateway.postiz.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postizgateway.postiz.mapping.VisibleText;
import org.postizgateway.postiz.platform.ContentLength;
import org.postizgateway.postiz.platform.NormalText;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.preflight.content.MediaRules;
import org.postizgateway.postiz.preflight.finding.FieldProblem;
import org.postizgateway.postiz.preflight.post.LengthLimit;
import org.postizgateway.postiz.preflight.post.SocialPost;
import org.postizgateway.postiz.preflight.post.SocialPost.Item;
import org.postizgateway.postiz.preflight.post.SocialPost.Type;
import org.postizgateway.postiz.preflight.settings.SettingsRules;

/**
 * The checks of one post, in the order in which Postiz makes them (contract, sections 2.4 and 3.5),
 * and those that Postiz leaves until it is too late. Drafts are spared what Postiz spares them.
 */
final class PostChecks {

    private static final String DRAFTS_ONLY = "kick";

    private final SettingsRules settingsRules;

    PostChecks(SettingsRules settingsRules) {
        this.settingsRules = settingsRules;
    }

    /** What is wrong with a post on any platform. Its content is HTML. */
    static List<FieldProblem> general(SocialPost post) {
        List<FieldProblem> problems = new ArrayList<>();
        for (int i = 0; i < post.items().size(); i++) {
            Item item = post.items().get(i);
            String field = "postsAndComments[" + i + "]";
            if (item.attachments().isEmpty() && !VisibleText.isIn(NormalText.of(item.content()))) {
                problems.add(
                        new FieldProblem(
                                field + ".content",
                                "must have at least one visible character, or the item an"
                                        + " attachment."));
            }
            for (int k = 0; k < item.attachments().size(); k++) {
                if (item.attachments().get(k).extension().isEmpty()) {
                    problems.add(extension(field + ".attachments[" + k + "]"));
                }
            }
        }
        return problems;
    }

    /**
     * What is wrong with a post on its platform.
     *
     * @param served longest content that its channel may have, where Postiz was asked
     */
    List<FieldProblem> onPlatform(Platform platform, SocialPost post, Optional<Integer> served) {
        List<FieldProblem> problems = new ArrayList<>();
        if (platform.comments() == Platform.Comments.NONE && post.items().size() > 1) {
            problems.add(
                    new FieldProblem(
                            "postsAndComments",
                            "must be one item: "
                                    + platform.name()
                                    + " takes no comments, Postiz would store the rest and never"
                                    + " publish it."));
        }
        if (post.type() == Type.DRAFT) {
            return problems;
        }
        problems.addAll(toPublish(platform, post, served));
        return problems;
    }

    /**
     * What keeps a draft from being scheduled as it is, for its caller. Where Postiz takes drafts
     * only, one is meant to stay one.
     */
    Optional<String> unready(Platform platform, SocialPost post, Optional<Integer> served) {
        if (platform.identifier().equals(DRAFTS_ONLY)) {
            return Optional.empty();
        }
        List<FieldProblem> problems = toPublish(platform, post, served);
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "This draft cannot be scheduled as it is: "
                                + problems.stream()
                                        .map(problem -> problem.field() + " " + problem.reason())
                                        .collect(Collectors.joining(" ")));
    }

    private List<FieldProblem> toPublish(
            Platform platform, SocialPost post, Optional<Integer> served) {
        List<FieldProblem> problems = new ArrayList<>();
        if (platform.identifier().equals(DRAFTS_ONLY)) {
            problems.add(
                    new FieldProblem(
                            "type",
                            "must be draft: Postiz refuses all other posts on Kick. Publish the"
                                    + " draft from Postiz itself."));
        }
        problems.addAll(settingsRules.check(platform, post.settings()));
        problems.addAll(MediaRules.check(platform, post));
        problems.addAll(length(platform, post, served));
        return problems;
    }

    private static List<FieldProblem> length(
            Platform platform, SocialPost post, Optional<Integer> served) {
        List<FieldProblem> problems = new ArrayList<>();
        for (int i = 0; i < post.items().size(); i++) {
            Item item = post.items().get(i);
            int length = ContentLength.of(item.content(), platform);
            LengthLimit limit = LengthLimit.of(platform, post.settings(), item, served);
            if (length > limit.units()) {
                problems.add(
                        new FieldProblem(
                                "postsAndComments[" + i + "].content",
                                tooLong(platform, length, limit.units(), limit.ofCaption())));
            }
        }
        return problems;
    }

    private static String tooLong(Platform platform, int length, int limit, boolean caption) {
        int premium = platform.maxLengthPremium();
        String verified =
                limit < premium && length <= premium
                        ? " (up to %d only where the channel is marked as verified in Postiz)"
                                .formatted(premium)
                        : "";
        return "has %d %s, %s allows %d%s%s: take out %d."
                .formatted(
                        length,
                        platform.lengthUnit().words(),
                        platform.name(),
                        limit,
                        caption ? " beside attachments" : "",
                        verified,
                        length - limit);
    }

    private static FieldProblem extension(String field) {
        return new FieldProblem(
                field,
                "must end in .png, .jpg, .jpeg, .gif, .webp or .mp4, in lower case. Pass the file to"
                        + " uploadFromUrlTool first and use the path that it returns.");
    }
}
