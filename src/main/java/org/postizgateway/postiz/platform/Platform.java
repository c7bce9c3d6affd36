package org.postizgateway.postiz.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One social network as Postiz knows it: limits, settings, media and the helper methods of its
 * channels. Loaded by {@link PlatformCatalog}.
 *
 * @param identifier what Postiz calls it ({@code x}, {@code linkedin-page}, …)
 * @param maxLength longest content, counted by {@link ContentLength}
 * @param maxLengthPremium the same for a verified account; {@code maxLength} where that changes
 *     nothing
 * @param maxLengthArticle the same for a long-form article; {@code maxLength} where there are none
 * @param maxLengthWithMedia the same for an item with attachments; {@code maxLength} where that
 *     changes nothing
 * @param lengthUnit in what all of these are counted; UTF-16 units where nothing is said
 * @param editor text form that reaches the network
 * @param comments what becomes of the items after the first
 * @param attachments how many and which attachments it publishes
 * @param settingsSchema JSON Schema of the settings; empty when none are advertised
 * @param createSettingsSchema JSON Schema that only the create endpoint checks; mostly empty
 * @param lookups settings whose values the network lists
 * @param rules what the schema cannot say, in English
 * @param minimalSettings the least that is accepted
 * @param minimalMedia the least media that is accepted, as {@code id} and {@code path}
 * @param refreshWait whether Postiz pauses ten seconds after refreshing a token of this network
 * @param connect how a channel of this network is connected
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Platform(
        String identifier,
        String name,
        Integer maxLength,
        Integer maxLengthPremium,
        Integer maxLengthArticle,
        Integer maxLengthWithMedia,
        LengthUnit lengthUnit,
        Editor editor,
        Comments comments,
        String commentsNote,
        AttachmentLimits attachments,
        Map<String, Object> settingsSchema,
        Map<String, Object> createSettingsSchema,
        List<PlatformTool> tools,
        List<SettingLookup> lookups,
        List<String> rules,
        Map<String, Object> minimalSettings,
        List<Map<String, Object>> minimalMedia,
        boolean channelAnalytics,
        boolean postAnalytics,
        boolean missingContentLookup,
        boolean refreshWait,
        String connect) {

    /** The last post of a thread, which no schema declares either. */
    private static final Set<String> THREAD_END =
            Set.of("active_thread_finisher", "thread_finisher");

    public Platform {
        maxLengthPremium = maxLengthPremium == null ? maxLength : maxLengthPremium;
        maxLengthArticle = maxLengthArticle == null ? maxLength : maxLengthArticle;
        maxLengthWithMedia = maxLengthWithMedia == null ? maxLength : maxLengthWithMedia;
        lengthUnit = lengthUnit == null ? LengthUnit.UTF_16_UNITS : lengthUnit;
        attachments = attachments == null ? AttachmentLimits.NONE : attachments;
        settingsSchema = settingsSchema == null ? Map.of() : settingsSchema;
        createSettingsSchema = createSettingsSchema == null ? Map.of() : createSettingsSchema;
        tools = tools == null ? List.of() : List.copyOf(tools);
        lookups = lookups == null ? List.of() : List.copyOf(lookups);
        rules = rules == null ? List.of() : List.copyOf(rules);
        minimalSettings = minimalSettings == null ? Map.of() : minimalSettings;
        minimalMedia = minimalMedia == null ? List.of() : List.copyOf(minimalMedia);
    }

    /** Longest content of an ordinary post of a plain or a verified account. */
    public int maxLength(boolean premium) {
        return premium ? maxLengthPremium : maxLength;
    }

    /** Names of all settings in either schema. */
    public Set<String> settingNames() {
        Set<String> names = new LinkedHashSet<>();
        for (Map<String, Object> schema : List.of(settingsSchema, createSettingsSchema)) {
            if (schema.get("properties") instanceof Map<?, ?> properties) {
                properties.keySet().forEach(name -> names.add(String.valueOf(name)));
            }
        }
        return names;
    }

    /** Whether Postiz goes by a setting here, be it declared or not. */
    public boolean takes(String setting) {
        return settingNames().contains(setting)
                || isPlug(setting)
                || (comments == Comments.THREAD && THREAD_END.contains(setting));
    }

    /** Whether a setting is one of a plug, {@code plug--NAME--FIELD}, which no schema declares. */
    public static boolean isPlug(String setting) {
        return setting.startsWith("plug--");
    }

    /** Text form that reaches the network. */
    public enum Editor {
        NORMAL,
        MARKDOWN,
        HTML;

        @JsonCreator
        static Editor of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of the items after the first. */
    public enum Comments {
        /** Each replies to the one before. */
        THREAD,
        /** Each comments on the post. */
        COMMENTS,
        /** Accepted and stored by Postiz, never published. */
        NONE;

        @JsonCreator
        static Comments of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
