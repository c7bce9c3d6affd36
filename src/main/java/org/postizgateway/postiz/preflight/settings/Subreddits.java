package org.postizgateway.postiz.preflight.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postizgateway.postiz.preflight.finding.Findings;
import org.postizgateway.postiz.preflight.post.SocialPost;
import org.postizgateway.postiz.preflight.settings.Answers.Choice;

/**
 * The communities of a post on Reddit: writes their names as Postiz's path ({@code /r/name}) and
 * holds each submission against what the community allows.
 */
public final class Subreddits {

    private static final String SETTING = "subreddit";
    private static final String METHOD = "restrictions";
    private static final Pattern NAME =
            Pattern.compile("(?:https?://(?:www\\.|old\\.)?reddit\\.com)?/?(?:r/)?(\\w{2,24})/?");

    private Subreddits() {}

    /** The settings with each community as a path; what is no name stays as it is. */
    static Map<String, Object> form(Map<String, Object> settings) {
        if (!(settings.get(SETTING) instanceof List<?> entries)) {
            return settings;
        }
        Map<String, Object> form = new LinkedHashMap<>(settings);
        form.put(SETTING, entries.stream().map(Subreddits::withPath).toList());
        return form;
    }

    /** What Reddit has to be asked about a post. */
    public static List<Question> questions(SocialPost post) {
        return entries(post).stream()
                .map(Subreddits::path)
                .filter(path -> !path.isEmpty())
                .distinct()
                .map(path -> question(post, path))
                .toList();
    }

    /** Reports what a community does not allow. */
    public static void check(SocialPost post, Answers answers, Findings found) {
        List<Map<?, ?>> entries = entries(post);
        for (int i = 0; i < entries.size(); i++) {
            String path = path(entries.get(i));
            if (!path.isEmpty()) {
                Map<String, Object> rules = answers.object(question(post, path));
                check("settings.subreddit[" + i + "].value.", entries.get(i), path, rules, found);
            }
        }
    }

    private static void check(
            String field, Map<?, ?> entry, String path, Map<String, Object> rules, Findings found) {
        if (rules.isEmpty()) {
            found.notice(
                    path
                            + " could not be checked: Reddit says nothing of it at the moment. If it is"
                            + " wrong, publishing fails.");
            return;
        }
        String type = Objects.toString(entry.get("type"), "");
        List<String> allowed =
                rules.get("allow") instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of();
        if (!allowed.isEmpty() && !type.isEmpty() && !allowed.contains(type)) {
            found.problem(
                    field + "type",
                    "must be one of " + String.join(", ", allowed) + " in " + path + ".");
        }
        List<Choice> flairs = new ArrayList<>();
        if (rules.get("flairs") instanceof List<?> list) {
            list.forEach(flair -> Choice.of(flair).ifPresent(flairs::add));
        }
        String flair =
                entry.get("flair") instanceof Map<?, ?> map
                        ? Objects.toString(map.get("id"), "")
                        : "";
        boolean wanted = Boolean.TRUE.equals(rules.get("is_flair_required"));
        boolean wrong =
                flairs.stream().noneMatch(choice -> choice.id().equals(flair))
                        && !flairs.isEmpty()
                        && (wanted || !flair.isEmpty());
        if (wrong) {
            found.problem(
                    field + "flair",
                    (flair.isEmpty() ? "is required in " : "is none of ")
                            + path
                            + ". Choose one as {\"id\": …, \"name\": …}: "
                            + flairs.stream().map(Choice::shown).collect(Collectors.joining(", "))
                            + ".");
        }
    }

    private static Question question(SocialPost post, String path) {
        return new Question(post.integrationId(), METHOD, Map.of(SETTING, path));
    }

    private static Object withPath(Object entry) {
        if (!(entry instanceof Map<?, ?> map && map.get("value") instanceof Map<?, ?> value)) {
            return entry;
        }
        Matcher name = NAME.matcher(path(value));
        if (!name.matches()) {
            return entry;
        }
        Map<Object, Object> form = new LinkedHashMap<>(value);
        form.put(SETTING, "/r/" + name.group(1));
        return Map.of("value", form);
    }

    private static List<Map<?, ?>> entries(SocialPost post) {
        List<Map<?, ?>> values = new ArrayList<>();
        if (post.settings().get(SETTING) instanceof List<?> entries) {
            entries.forEach(
                    entry ->
                            values.add(
                                    entry instanceof Map<?, ?> map
                                                    && map.get("value") instanceof Map<?, ?> value
                                            ? value
                                            : Map.of()));
        }
        return values;
    }

    private static String path(Map<?, ?> value) {
        return Objects.toString(value.get(SETTING), "").strip();
    }
}
