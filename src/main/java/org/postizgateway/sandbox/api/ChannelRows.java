package org.postizgateway.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** Database rows of channels, which the delete endpoint shows with the network's token in them. */
public final class ChannelRows {

    private final Clock clock;

    public ChannelRows(Clock clock) {
        this.clock = clock;
    }

    ObjectNode deleted(Channel channel, Organization organization) {
        String now = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        ObjectNode row = JavaScriptJson.object();
        row.put("id", channel.id());
        row.put("internalId", "internal-" + channel.id());
        row.put("organizationId", organization.id());
        row.put("name", channel.name());
        row.put("picture", channel.picture().orElse(null));
        row.put("providerIdentifier", channel.platform());
        row.put("type", "social");
        row.put("token", "network-token-of-" + channel.id());
        row.put("disabled", channel.disabled());
        row.putNull("tokenExpiration");
        row.putNull("refreshToken");
        row.put("profile", channel.profile().orElse(null));
        row.put("deletedAt", now);
        row.put("createdAt", now);
        row.put("updatedAt", now);
        row.put("inBetweenSteps", false);
        row.put("refreshNeeded", false);
        row.put("postingTimes", FreeSlots.POSTING_TIMES);
        row.putNull("customInstanceDetails");
        row.put("customerId", channel.groupId().orElse(null));
        row.putNull("rootInternalId");
        row.put("additionalSettings", "[]");
        return row;
    }
}
