package org.postizgateway.postiz.preflight;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.platform.PlatformCatalog;

/**
 * Checks whether Postiz publishes to a channel, and whether its network has the settings that a
 * post names: Postiz stores others and does nothing with them. A Postiz may be newer than the
 * catalogue, so that what the catalogue lacks is refused only when Postiz does not know it either.
 */
final class ChannelChecks {

    /** Postiz goes by these without declaring them: a plug is {@code plug--NAME--FIELD}. */
    private static final String PLUG = "plug--";

    private static final Set<String> THREAD_END =
            Set.of("active_thread_finisher", "thread_finisher");

    private final PlatformCatalog catalog;

    ChannelChecks(PlatformCatalog catalog) {
        this.catalog = catalog;
    }

    /** Whether {@link #check} needs to know what Postiz says of the channel. */
    boolean isUnfamiliar(Channel channel, Map<String, Object> settings) {
        Optional<Platform> platform = catalog.find(channel.platform());
        return platform.isEmpty() || !unknown(platform, settings).isEmpty();
    }

    /**
     * @param served what Postiz says of the channel, where it {@link #isUnfamiliar}
     */
    List<FieldProblem> check(
            Channel channel, Map<String, Object> settings, Optional<ServedSettings> served) {
        if (channel.disabled()) {
            return List.of(
                    new FieldProblem(
                            "integrationId",
                            "is a channel that is disabled in Postiz: it would take the post and"
                                    + " fail to publish it. Have it enabled in Postiz, or choose"
                                    + " another channel."));
        }
        Optional<Platform> platform = catalog.find(channel.platform());
        if (platform.isEmpty() && served.filter(ServedSettings::network).isEmpty()) {
            return List.of(
                    new FieldProblem(
                            "integrationId",
                            "is a channel on "
                                    + channel.platform()
                                    + ", a network that this Postiz does not serve, so that it can"
                                    + " publish nothing there. Choose another channel."));
        }
        Set<String> names = new LinkedHashSet<>(declared(platform));
        served.ifPresent(known -> names.addAll(known.names()));
        String network = platform.map(Platform::name).orElse(channel.platform());
        List<FieldProblem> problems = new ArrayList<>();
        for (String setting : unknown(platform, settings)) {
            if (!names.contains(setting)) {
                problems.add(new FieldProblem("settings." + setting, reason(network, names)));
            }
        }
        return problems;
    }

    private static String reason(String network, Set<String> names) {
        return names.isEmpty()
                ? "is not known: " + network + " has no settings. Leave it out."
                : "is not a setting of " + network + ". It has " + String.join(", ", names) + ".";
    }

    private static List<String> unknown(Optional<Platform> platform, Map<String, Object> settings) {
        Set<String> declared = declared(platform);
        boolean threads =
                platform.filter(known -> known.comments() == Platform.Comments.THREAD).isPresent();
        return settings.keySet().stream()
                .filter(name -> !declared.contains(name))
                .filter(name -> !name.startsWith(PLUG))
                .filter(name -> !(threads && THREAD_END.contains(name)))
                .toList();
    }

    private static Set<String> declared(Optional<Platform> platform) {
        Set<String> names = new LinkedHashSet<>();
        platform.stream()
                .flatMap(known -> Stream.of(known.settingsSchema(), known.createSettingsSchema()))
                .map(schema -> schema.get("properties"))
                .forEach(
                        properties -> {
                            if (properties instanceof Map<?, ?> map) {
                                map.keySet().forEach(name -> names.add(String.valueOf(name)));
                            }
                        });
        return names;
    }
}
