package org.postizgateway.postiz.preflight.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.platform.SettingLookup;
import org.postizgateway.postiz.preflight.finding.Findings;
import org.postizgateway.postiz.preflight.post.SocialPost;
import org.postizgateway.postiz.preflight.settings.Answers.Choice;

/**
 * Holds settings against the values that their network lists (channels, boards, groups …), and puts
 * the id where a caller wrote the name: Postiz would store either, and fail when it publishes.
 */
public final class ListedSettings {

    private static final int SHOWN = 20;

    /**
     * Networks list in pages and Postiz passes on the first; a list as long as a page may go on.
     */
    private static final Set<Integer> PAGES = Set.of(10, 20, 25, 30, 50, 100, 200, 250, 500, 1000);

    private ListedSettings() {}

    /** What the network has to be asked about the settings of a post. */
    public static List<Question> questions(Platform platform, SocialPost post) {
        return platform.lookups().stream()
                .filter(lookup -> !text(post, lookup.setting()).isEmpty())
                .map(lookup -> question(lookup, post))
                .toList();
    }

    /**
     * @return the settings with ids in place of names
     */
    public static Map<String, Object> check(
            Platform platform, SocialPost post, Answers answers, Findings found) {
        Map<String, Object> settings = new LinkedHashMap<>(post.settings());
        for (SettingLookup lookup : platform.lookups()) {
            String value = text(post, lookup.setting());
            if (!value.isEmpty()) {
                List<Choice> choices = answers.choices(question(lookup, post));
                String field = "settings." + lookup.setting();
                id(platform.name(), field, value, choices, found)
                        .ifPresent(id -> settings.put(lookup.setting(), id));
            }
        }
        return settings;
    }

    /**
     * The id that a value stands for.
     *
     * @return empty when it cannot be told or is a problem
     */
    static Optional<String> id(
            String network, String field, String value, List<Choice> choices, Findings found) {
        if (choices.stream().anyMatch(choice -> choice.id().equals(value))) {
            return Optional.of(value);
        }
        if (choices.isEmpty()) {
            found.notice(
                    field
                            + " could not be checked: "
                            + network
                            + " lists nothing at the moment. If it is wrong, publishing fails.");
            return Optional.empty();
        }
        List<Choice> named = choices.stream().filter(one -> isNamed(one, value)).toList();
        if (named.size() == 1) {
            found.notice(
                    "%s \"%s\" was taken for the id %s."
                            .formatted(field, value, named.get(0).id()));
            return Optional.of(named.get(0).id());
        }
        if (named.isEmpty() && PAGES.contains(choices.size())) {
            found.notice(
                    field
                            + " is not among the first "
                            + choices.size()
                            + " that "
                            + network
                            + " lists. If it is wrong, publishing fails.");
            return Optional.empty();
        }
        found.problem(
                field,
                (named.isEmpty() ? "is not one that " + network + " lists" : "is more than one")
                        + ". Choose an id: "
                        + shown(named.isEmpty() ? choices : named)
                        + ".");
        return Optional.empty();
    }

    private static Question question(SettingLookup lookup, SocialPost post) {
        Map<String, String> arguments =
                lookup.arguments().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, entry -> text(post, entry.getValue())));
        return new Question(post.integrationId(), lookup.method(), arguments);
    }

    private static boolean isNamed(Choice choice, String value) {
        return key(choice.name()).equals(key(value));
    }

    private static String key(String name) {
        return name.strip().replaceFirst("^#", "").toLowerCase(Locale.ROOT);
    }

    private static String shown(List<Choice> choices) {
        String first =
                choices.stream().limit(SHOWN).map(Choice::shown).collect(Collectors.joining(", "));
        return choices.size() > SHOWN ? first + ", …" : first;
    }

    private static String text(SocialPost post, String setting) {
        return Objects.toString(post.settings().get(setting), "").strip();
    }
}
