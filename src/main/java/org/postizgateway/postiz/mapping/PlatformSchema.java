package org.postizgateway.postiz.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.platform.PlatformTool;

/**
 * Answers {@code integrationSchema} from the platform catalogue: the HTTP API of Postiz can say
 * this for a channel only, not for a platform (contract, section 4).
 */
public final class PlatformSchema {

    private static final String NO_SETTINGS = "No additional settings required";

    /** Names that people use, and Postiz's documentation, for platforms with another identifier. */
    private static final Map<String, String> ALIASES =
            Map.of(
                    "warpcast", "wrapcast",
                    "twitter", "x",
                    "twitterx", "x",
                    "xtwitter", "x",
                    "googlebusiness", "gmb");

    /** Postiz reads no more than 100 kB of a post, text and settings together (section 3.1). */
    private static final int MOST_LETTERS = 100_000;

    /** Of texts so long that this may matter. */
    private static final int LONG = 20_000;

    private static final String INTERNAL = "x-";

    private final PlatformCatalog catalog;

    public PlatformSchema(PlatformCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * @param platform identifier or name
     * @param isPremium whether the account has the limits of a verified one; null for no
     * @return the result of the tool
     * @throws InvalidInputException for an unknown platform, with the names of likely ones
     */
    public Map<String, Object> describe(String platform, Boolean isPremium) {
        String name = CallerText.of(platform);
        Platform found = find(key(name)).orElseThrow(() -> unknown(name));
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("rules", rules(found));
        output.put(
                "maxLength",
                Math.min(found.maxLength(Boolean.TRUE.equals(isPremium)), MOST_LETTERS));
        output.put("settings", settings(found));
        output.put("tools", found.tools().stream().map(PlatformSchema::tool).toList());
        return Map.of("output", output);
    }

    /** The identifiers of all platforms that {@link #describe} knows. */
    public List<String> identifiers() {
        return catalog.all().stream().map(Platform::identifier).sorted().toList();
    }

    /** Whether {@link #describe} knows a platform of this name. */
    public boolean isKnown(String platform) {
        return find(key(CallerText.of(platform))).isPresent();
    }

    /** Arguments of the tool of the same name of Postiz, which may be newer than the catalogue. */
    public Map<String, Object> question(String platform, Boolean isPremium) {
        return Map.of(
                "platform", CallerText.of(platform), "isPremium", Boolean.TRUE.equals(isPremium));
    }

    /**
     * What Postiz answered to the {@link #question}.
     *
     * @throws InvalidInputException when it knows no such platform either
     */
    public Map<String, Object> requireServed(String platform, Map<String, Object> answer) {
        if (!isServed(JsonBody.readObject(answer.get("output")))) {
            throw unknown(CallerText.of(platform));
        }
        return answer;
    }

    /** Whether Postiz describes a platform: of one that it lacks its answer is empty. */
    public static boolean isServed(Map<String, Object> output) {
        return output.get("settings") instanceof String
                || output.get("maxLength") instanceof Number length && length.intValue() > 0;
    }

    private Optional<Platform> find(String wanted) {
        String identifier = ALIASES.getOrDefault(wanted, wanted);
        return catalog.all().stream()
                .filter(platform -> key(platform.identifier()).equals(identifier))
                .findFirst()
                .or(
                        () ->
                                catalog.all().stream()
                                        .filter(platform -> key(platform.name()).equals(wanted))
                                        .findFirst());
    }

    private InvalidInputException unknown(String name) {
        String wanted = key(name);
        String start = wanted.substring(0, Math.min(3, wanted.length()));
        List<String> near =
                start.length() < 3
                        ? List.of()
                        : Stream.concat(
                                        ALIASES.entrySet().stream()
                                                .filter(alias -> alias.getKey().contains(start))
                                                .map(Map.Entry::getValue),
                                        catalog.all().stream()
                                                .filter(platform -> isLike(platform, start))
                                                .map(Platform::identifier))
                                .distinct()
                                .toList();
        List<String> offered =
                near.isEmpty() ? catalog.all().stream().map(Platform::identifier).toList() : near;
        String shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
        return new InvalidInputException(
                "There is no platform \""
                        + shown
                        + "\". "
                        + (near.isEmpty() ? "The platforms are " : "The nearest are ")
                        + String.join(", ", offered)
                        + ".");
    }

    private static boolean isLike(Platform platform, String start) {
        return key(platform.identifier()).contains(start) || key(platform.name()).contains(start);
    }

    private static String rules(Platform platform) {
        Stream<String> further =
                Stream.of("Items after the first: " + platform.commentsNote() + ".");
        Stream<String> size =
                platform.maxLengthArticle() < LONG
                        ? Stream.empty()
                        : Stream.of("Text and settings of a post have at most 100 kB together.");
        return Stream.of(platform.rules().stream(), further, size)
                .flatMap(sentences -> sentences)
                .collect(Collectors.joining(" "));
    }

    private static Object settings(Platform platform) {
        if (!platform.settingsSchema().isEmpty()) {
            return withoutInternal(platform.settingsSchema());
        }
        return platform.createSettingsSchema().isEmpty()
                ? NO_SETTINGS
                : withoutInternal(platform.createSettingsSchema());
    }

    /** A schema without the keywords of our own. */
    private static Object withoutInternal(Object schema) {
        if (schema instanceof List<?> list) {
            return list.stream().map(PlatformSchema::withoutInternal).toList();
        }
        if (!(schema instanceof Map<?, ?> map)) {
            return schema;
        }
        Map<Object, Object> plain = new LinkedHashMap<>();
        map.forEach(
                (name, value) -> {
                    if (!String.valueOf(name).startsWith(INTERNAL)) {
                        plain.put(name, withoutInternal(value));
                    }
                });
        return plain;
    }

    private static Map<String, Object> tool(PlatformTool tool) {
        return Map.of(
                "methodName",
                tool.methodName(),
                "description",
                tool.description() + " Returns " + tool.resultShape() + ".",
                "dataSchema",
                Stream.concat(tool.dataSchema().stream(), tool.undeclaredParams().stream())
                        .map(PlatformSchema::parameter)
                        .toList());
    }

    private static Map<String, Object> parameter(PlatformTool.Parameter parameter) {
        return Map.of(
                "key", parameter.key(),
                "type", parameter.type(),
                "description", parameter.description());
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
