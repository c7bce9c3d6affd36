package org.postizgateway.acceptance.day;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postizgateway.acceptance.Answer;
import org.postizgateway.acceptance.SideEffect;
import org.postizgateway.acceptance.Tenant;
import org.postizgateway.sandbox.PostizSandbox;

/**
 * What an agent wants of a tool.
 *
 * @param number makes its marker; no other errand of a run has it
 */
record Errand(Kind kind, Tenant tenant, int number) {

    private static final Pattern CHANNEL = Pattern.compile("cmacceptance\\d+");

    /** The tools of a working day, and how many of a hundred calls are theirs. */
    enum Kind {
        CHANNELS("integrationList", 40, null),
        RULES("integrationSchema", 12, null),
        POSTS("postsListTool", 10, null),
        VALIDATION("validatePostTool", 8, null),
        POST("schedulePostTool", 20, SideEffect.SCHEDULE_POST),
        UPLOAD("uploadFileTool", 4, SideEffect.UPLOAD_FILE),
        IMAGE("generateImageTool", 4, SideEffect.GENERATE_IMAGE),
        VIDEO("generateVideoTool", 2, SideEffect.GENERATE_VIDEO);

        final String tool;
        private final int share;
        private final SideEffect effect;

        /**
         * Whether to call again after a failure; what may have been paid for waits for a person.
         */
        final boolean again;

        Kind(String tool, int share, SideEffect effect) {
            this.tool = tool;
            this.share = share;
            this.effect = effect;
            this.again = effect == null || effect == SideEffect.SCHEDULE_POST;
        }

        /**
         * @param percent from 0 to 99
         */
        static Kind at(int percent) {
            int left = percent;
            for (Kind kind : values()) {
                left -= kind.share;
                if (left < 0) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("No percent: " + percent);
        }

        boolean changes() {
            return effect != null;
        }

        static List<String> tools() {
            return Arrays.stream(values()).map(kind -> kind.tool).toList();
        }
    }

    Map<String, Object> arguments() {
        return switch (kind) {
            case CHANNELS -> Map.of();
            case RULES -> Map.of("platform", "x", "isPremium", false);
            case POSTS -> Map.of("startDate", "2099-12-01", "endDate", "2099-12-31");
            case VALIDATION -> SideEffect.SCHEDULE_POST.arguments(tenant, marker());
            default -> kind.effect.arguments(tenant, marker());
        };
    }

    String marker() {
        return "errand-" + number + "-end";
    }

    /** What is wrong with an answer that is no error; empty when nothing is. */
    Optional<String> wrong(Answer answer) {
        List<String> others =
                CHANNEL.matcher(answer.text())
                        .results()
                        .map(match -> match.group())
                        .filter(channel -> !channel.equals(tenant.channel()))
                        .distinct()
                        .toList();
        if (!others.isEmpty()) {
            return Optional.of("channels of others: " + others);
        }
        if (kind == Kind.CHANNELS && !answer.text().contains(tenant.channel())) {
            return Optional.of("the channel is missing");
        }
        return Optional.empty();
    }

    /** How often it happened at Postiz. */
    long made(PostizSandbox postiz) {
        return kind.effect.exist(postiz, tenant, marker());
    }
}
