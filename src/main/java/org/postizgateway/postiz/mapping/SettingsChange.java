package org.postizgateway.postiz.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.platform.PlatformCatalog;

/** Between {@code postSettingsTool} and {@code PUT /posts/{id}/settings} (contract, section 4). */
public final class SettingsChange {

    /** Names the platform; that of a post cannot change. */
    private static final String TAG = "__type";

    /** Fields of a post that callers take for settings. */
    private static final Set<String> OF_POSTS =
            Set.of(
                    "date",
                    "publishDate",
                    "content",
                    "text",
                    "postsAndComments",
                    "attachments",
                    "image",
                    "integrationId",
                    "shortLink");

    private static final int SHOWN = 12;
    private static final int MOST_SLIPS = 2;
    private static final int LONGEST_NAME = 200;

    private final KeyValuePairs pairs = new KeyValuePairs();
    private final PlatformCatalog catalog;

    public SettingsChange(PlatformCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * @param settings the pairs to change
     * @return body of the request
     * @throws InvalidInputException when there is nothing to change, or what is named is no setting
     */
    public Map<String, Object> toRequest(Object settings) {
        Map<String, Object> changed = read(settings);
        if (changed.isEmpty()) {
            throw new InvalidInputException(
                    "settings must name at least one setting to change, as {\"key\": …, \"value\":"
                            + " …}.");
        }
        List<String> refused = changed.keySet().stream().flatMap(this::refusal).toList();
        if (!refused.isEmpty()) {
            throw new InvalidInputException("Nothing was changed. " + String.join(" ", refused));
        }
        return Map.of("settings", changed);
    }

    private Stream<String> refusal(String name) {
        if (!isUnknown(name)) {
            return Stream.empty();
        }
        if (OF_POSTS.contains(name)) {
            return Stream.of(
                    name
                            + " is no setting: no tool changes the date, the text or the media of a"
                            + " post. Have it deleted in Postiz and create it anew with"
                            + " schedulePostTool. Settings are what integrationSchema lists for its"
                            + " platform, such as "
                            + String.join(", ", names().limit(SHOWN).toList())
                            + ".");
        }
        List<String> near =
                name.length() > LONGEST_NAME
                        ? List.of()
                        : names().filter(known -> EditDistance.between(known, name) <= MOST_SLIPS)
                                .toList();
        return near.isEmpty()
                ? Stream.empty()
                : Stream.of(
                        name + " is no setting. Do you mean " + String.join(" or ", near) + "?");
    }

    private Stream<String> names() {
        return catalog.all().stream()
                .flatMap(platform -> platform.settingNames().stream())
                .distinct();
    }

    /**
     * The result of the tool, its date with the zone that Postiz leaves out. On which platform the
     * post is Postiz does not say, so that a setting is only remarked on when no platform has it.
     *
     * @param settings the pairs to change
     */
    public Map<String, Object> toOutput(Object answer, Object settings) {
        Map<String, Object> post = JsonBody.readObject(answer);
        String date = Objects.toString(post.get("publishDate"), "");
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("postId", Objects.toString(post.get("postId"), ""));
        output.put("publishDate", PostizDate.parse(date).map(PostizDate::format).orElse(date));
        List<String> unknown = read(settings).keySet().stream().filter(this::isUnknown).toList();
        if (!unknown.isEmpty()) {
            output.put(
                    "notice",
                    "The gateway knows of no platform with the setting "
                            + String.join(", ", unknown)
                            + ". Unless this Postiz is newer, it has stored it and does nothing"
                            + " with it.");
        }
        return Map.of("output", output);
    }

    private Map<String, Object> read(Object settings) {
        Map<String, Object> changed = pairs.toMap("settings", settings);
        changed.remove(TAG);
        return changed;
    }

    private boolean isUnknown(String setting) {
        return catalog.all().stream().noneMatch(platform -> platform.takes(setting));
    }
}
