package org.postizgateway.postiz.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.platform.Platform;

/** Between {@code postSettingsTool} and {@code PUT /posts/{id}/settings} (contract, section 4). */
public final class SettingsChange {

    /** Names the platform; that of a post cannot change. */
    private static final String TAG = "__type";

    private static final String EDIT = "editPostTool changes it";

    /** Fields of a post that callers take for settings, and what changes those. */
    private static final Map<String, String> OF_POSTS =
            Map.ofEntries(
                    Map.entry("date", "reschedulePostTool changes it"),
                    Map.entry("publishDate", "reschedulePostTool changes it"),
                    Map.entry("status", "postStatusTool changes it"),
                    Map.entry("state", "postStatusTool changes it"),
                    Map.entry("content", EDIT),
                    Map.entry("text", EDIT),
                    Map.entry("postsAndComments", EDIT),
                    Map.entry("comments", EDIT),
                    Map.entry("attachments", EDIT),
                    Map.entry("image", EDIT),
                    Map.entry(
                            "integrationId",
                            "delete the post with deletePostTool and create it on the other channel"
                                    + " with schedulePostTool"),
                    Map.entry(
                            "shortLink",
                            "delete the post with deletePostTool and create it with the links that you"
                                    + " want"));

    private final KeyValuePairs pairs = new KeyValuePairs();

    /**
     * The settings that a call changes, as it writes them.
     *
     * @param settings the pairs to change
     * @param platform of the post, where the catalogue has it
     * @throws InvalidInputException when there is nothing to change, or what is named is a part of
     *     the post that another tool changes
     */
    public Map<String, Object> changed(Object settings, Optional<Platform> platform) {
        Map<String, Object> changed = pairs.toMap("settings", settings);
        changed.remove(TAG);
        if (changed.isEmpty()) {
            throw new InvalidInputException(
                    "settings must name at least one setting to change, as {\"key\": …, \"value\":"
                            + " …}.");
        }
        List<String> refused =
                changed.keySet().stream()
                        .filter(name -> platform.filter(known -> known.takes(name)).isEmpty())
                        .flatMap(SettingsChange::refusal)
                        .toList();
        if (!refused.isEmpty()) {
            throw new InvalidInputException("Nothing was changed. " + String.join(" ", refused));
        }
        return changed;
    }

    private static Stream<String> refusal(String name) {
        return Stream.ofNullable(OF_POSTS.get(name))
                .map(tool -> name + " is no setting: " + tool + ".");
    }

    /**
     * The result of the tool, its date with the zone that Postiz leaves out.
     *
     * @param notices sentences on what is legal and may surprise
     */
    public Map<String, Object> toOutput(Object answer, List<String> notices) {
        Map<String, Object> post = JsonBody.readObject(answer);
        String date = Objects.toString(post.get("publishDate"), "");
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("postId", Objects.toString(post.get("postId"), ""));
        output.put("publishDate", PostizDate.parse(date).map(PostizDate::format).orElse(date));
        if (!notices.isEmpty()) {
            output.put("notice", String.join(" ", notices));
        }
        return Map.of("output", output);
    }
}
