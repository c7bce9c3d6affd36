package org.postizgateway.postiz.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.platform.PlatformCatalog;

/** Between {@code postSettingsTool} and {@code PUT /posts/{id}/settings} (contract, section 4). */
public final class SettingsChange {

    /** Names the platform; that of a post cannot change. */
    private static final String TAG = "__type";

    private final KeyValuePairs pairs = new KeyValuePairs();
    private final PlatformCatalog catalog;

    public SettingsChange(PlatformCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * @param settings the pairs to change
     * @return body of the request
     * @throws InvalidInputException when there is nothing to change
     */
    public Map<String, Object> toRequest(Object settings) {
        Map<String, Object> changed = read(settings);
        if (changed.isEmpty()) {
            throw new InvalidInputException(
                    "settings must name at least one setting to change, as {\"key\": …, \"value\":"
                            + " …}.");
        }
        return Map.of("settings", changed);
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
