package org.postizgateway.sandbox.state.organization;

import java.util.List;

/**
 * What a tenant looks like when the sandbox starts or is reset.
 *
 * @param apiKey opaque text that the organization's callers send
 * @param videoCredits videos that can be generated; 0 answers 402, as an organization without a
 *     subscription does
 */
public record OrganizationSeed(
        String id,
        String name,
        String apiKey,
        List<ChannelGroup> groups,
        List<Channel> channels,
        int videoCredits) {

    public OrganizationSeed {
        groups = List.copyOf(groups);
        channels = List.copyOf(channels);
    }
}
