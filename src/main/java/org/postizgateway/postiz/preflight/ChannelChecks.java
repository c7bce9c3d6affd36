package org.postizgateway.postiz.preflight;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.preflight.finding.FieldProblem;
import org.postizgateway.postiz.preflight.post.Channel;
import org.postizgateway.postiz.preflight.post.SocialPost;
import org.postizgateway.postiz.preflight.settings.ServedSettings;

/**
 * Checks whether Postiz publishes to a channel, and whether its network has the settings that a
 * post names: Postiz stores others and does nothing with them. A Postiz may be newer than the
 * catalogue, so that what the catalogue lacks is refused only when Postiz does not know it either.
 */
final class ChannelChecks {

    private static final int LENGTHENED = 4;

    private final PlatformCatalog catalog;

    ChannelChecks(PlatformCatalog catalog) {
        this.catalog = catalog;
    }

    /** Whether {@link #check} needs to know what Postiz says of the channel. */
    boolean isUnfamiliar(Channel channel, SocialPost post) {
        Optional<Platform> platform = catalog.find(channel.platform());
        return platform.map(known -> mayNeedVerification(known, post)).orElse(true)
                || !unknown(platform, post.settings()).isEmpty();
    }

    /**
     * Whether it matters that the account is verified, which only Postiz knows. What Postiz counts
     * is seldom more than a few times as long as what was written.
     */
    private static boolean mayNeedVerification(Platform platform, SocialPost post) {
        return platform.maxLengthPremium() > platform.maxLength()
                && post.items().stream()
                        .map(SocialPost.Item::content)
                        .anyMatch(content -> LENGTHENED * content.length() > platform.maxLength());
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
        Set<String> names = new LinkedHashSet<>();
        platform.ifPresent(known -> names.addAll(known.settingNames()));
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
        return settings.keySet().stream()
                .filter(
                        name ->
                                platform.map(known -> !known.takes(name))
                                        .orElse(!Platform.isPlug(name)))
                .toList();
    }
}
