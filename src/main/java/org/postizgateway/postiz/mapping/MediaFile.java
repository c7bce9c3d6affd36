package org.postizgateway.postiz.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.json.JsonBody;

/** Files in Postiz's media library, as its HTTP API and its tools name them. */
public final class MediaFile {

    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://\\S+");

    private final KeyValuePairs pairs = new KeyValuePairs();
    private final KnownMedia known;

    /**
     * @param known learns what has been stored
     */
    public MediaFile(KnownMedia known) {
        this.known = known;
    }

    /**
     * Arguments of Postiz's own {@code generateImageTool}.
     *
     * @throws InvalidInputException when the prompt is blank: Postiz would have it drawn, and paid
     */
    public Map<String, Object> toImageRequest(Map<String, Object> arguments) {
        requirePrompt("prompt", arguments.get("prompt"));
        return Map.of("prompt", arguments.get("prompt"));
    }

    /**
     * Body of {@code POST /generate-video} from the arguments of {@code generateVideoTool}. The
     * generator veo3 demands a list of images even for none (contract, section 2.4), and objects
     * where everything else of media is an address.
     *
     * @throws InvalidInputException when customParams cannot be read or the prompt in it is blank
     */
    public Map<String, Object> toVideoRequest(Map<String, Object> arguments) {
        Map<String, Object> parameters = pairs.toMap("customParams", arguments.get("customParams"));
        requirePrompt("customParams.prompt", parameters.get("prompt"));
        if ("veo3".equals(arguments.get("identifier"))) {
            parameters.put("images", images(parameters.get("images")));
        }
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("type", arguments.get("identifier"));
        request.put("output", arguments.get("output"));
        request.put("customParams", parameters);
        return request;
    }

    /**
     * Arguments of Postiz's own {@code generateVideoTool} from what {@link #toVideoRequest} made.
     */
    public Map<String, Object> toVideoArguments(Map<String, Object> request) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        JsonBody.readObject(request.get("customParams"))
                .forEach(
                        (key, value) -> {
                            Map<String, Object> pair = new LinkedHashMap<>();
                            pair.put("key", key);
                            pair.put("value", value);
                            parameters.add(pair);
                        });
        return Map.of(
                "identifier",
                request.get("type"),
                "output",
                request.get("output"),
                "customParams",
                parameters);
    }

    /** The result of {@code generateVideoTool}. */
    public Map<String, Object> toVideoOutput(Object media) {
        Map<String, Object> file = JsonBody.readObject(media);
        known.remember(text(file, "path"));
        return Map.of("url", text(file, "path"), "id", text(file, "id"));
    }

    /** The result of {@code uploadFromUrlTool}. */
    public Map<String, Object> toUploadOutput(Object media) {
        Map<String, Object> file = JsonBody.readObject(media);
        known.remember(text(file, "path"));
        return Map.of("id", text(file, "id"), "path", text(file, "path"));
    }

    /** The result of {@code mediaListTool}, with whatever else Postiz tells of a file. */
    public Map<String, Object> toMediaList(Object page) {
        Map<String, Object> answer = JsonBody.readObject(page);
        Map<String, Object> output = new LinkedHashMap<>();
        if (answer.get("pages") instanceof Number pages) {
            output.put("pages", pages);
        }
        output.put("output", JsonBody.readObjects(answer.get("results")));
        return output;
    }

    private static Object images(Object images) {
        if (images == null) {
            return List.of();
        }
        List<?> list = images instanceof List<?> many ? many : List.of(images);
        return list.stream().map(MediaFile::image).toList();
    }

    private static Object image(Object image) {
        if (!(image instanceof String address)) {
            return image;
        }
        if (!ADDRESS.matcher(address).matches()) {
            throw new InvalidInputException(
                    "customParams.images must be addresses of pictures, as uploadFromUrlTool returns"
                            + " them. Nothing was generated.");
        }
        return Map.of("id", MediaId.of(address), "path", address);
    }

    private static void requirePrompt(String field, Object prompt) {
        if (prompt instanceof String text && !VisibleText.isIn(text)) {
            throw new InvalidInputException(
                    field + " is blank. Say in it what to show. Nothing was generated.");
        }
    }

    private static String text(Map<String, Object> map, String key) {
        return Objects.toString(map.get(key), "");
    }
}
