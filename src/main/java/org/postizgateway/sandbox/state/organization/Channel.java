package org.postizgateway.sandbox.state.organization;

import java.util.Optional;

/**
 * A connected social account ("integration" in the API).
 *
 * @param platform identifier such as {@code x}; may name a platform that this Postiz does not know
 * @param picture absolute URL, or empty text, or absent
 * @param profile handle on the network
 * @param groupId the customer that the channel is labelled with
 * @param verified X only: raises the length limit to the premium one
 */
public record Channel(
        String id,
        String platform,
        String name,
        Optional<String> picture,
        Optional<String> profile,
        boolean disabled,
        Optional<String> groupId,
        boolean verified) {

    /** An enabled channel without picture, handle or group. */
    public static Channel of(String id, String platform, String name) {
        return new Channel(
                id,
                platform,
                name,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                false);
    }

    public Channel picture(String url) {
        return new Channel(
                id, platform, name, Optional.of(url), profile, disabled, groupId, verified);
    }

    public Channel profile(String handle) {
        return new Channel(
                id, platform, name, picture, Optional.of(handle), disabled, groupId, verified);
    }

    public Channel group(ChannelGroup group) {
        return new Channel(
                id, platform, name, picture, profile, disabled, Optional.of(group.id()), verified);
    }

    public Channel disable() {
        return new Channel(id, platform, name, picture, profile, true, groupId, verified);
    }

    public Channel verify() {
        return new Channel(id, platform, name, picture, profile, disabled, groupId, true);
    }
}
