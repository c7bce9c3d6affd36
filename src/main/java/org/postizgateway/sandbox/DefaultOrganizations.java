package org.postizgateway.sandbox;

import java.util.List;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.state.organization.ChannelGroup;
import org.postizgateway.sandbox.state.organization.OrganizationSeed;

/** The two tenants that a sandbox has unless it is told otherwise. */
public final class DefaultOrganizations {

    /** Key of the organization with channels on many networks. */
    public static final String KEY = "sandbox-key";

    /** Key of a second organization, which sees nothing of the first. */
    public static final String SECOND_KEY = "sandbox-key-2";

    private static final int VIDEO_CREDITS = 60;
    private static final ChannelGroup ACME =
            new ChannelGroup("c1000000-0000-4000-8000-000000000001", "Acme Corp");
    private static final ChannelGroup GLOBEX =
            new ChannelGroup("c1000000-0000-4000-8000-000000000002", "Globex");

    /** Has no channel. */
    private static final ChannelGroup INITECH =
            new ChannelGroup("c1000000-0000-4000-8000-000000000003", "Initech");

    private DefaultOrganizations() {}

    static List<OrganizationSeed> all() {
        return List.of(first(), second());
    }

    private static OrganizationSeed first() {
        return new OrganizationSeed(
                "5a000000-0000-4000-8000-000000000001",
                "Sandbox",
                KEY,
                List.of(ACME, GLOBEX, INITECH),
                List.of(
                        channel(1, "x", "Acme on X", "acme_x").group(ACME),
                        channel(2, "x", "Acme Verified", "acme_verified").verify(),
                        channel(3, "linkedin", "Jane Doe", "jane-doe").group(ACME),
                        channel(4, "linkedin-page", "Acme Company", "acme").group(ACME),
                        channel(5, "discord", "Acme Discord", ""),
                        channel(6, "reddit", "u/acme", "acme"),
                        channel(7, "instagram", "Acme Photos", "acme.photos"),
                        channel(8, "youtube", "Acme Videos", "@acmevideos"),
                        channel(9, "facebook", "Acme Page", "acmepage").group(ACME),
                        channel(10, "tiktok", "Acme Clips", "acme_clips"),
                        channel(11, "pinterest", "Acme Boards", "acmeboards"),
                        channel(12, "mastodon", "Acme Toots", "acme@mastodon.example"),
                        channel(13, "threads", "Acme Threads", "acme_threads").group(GLOBEX),
                        channel(14, "telegram", "Acme Channel", "acme_channel"),
                        channel(15, "kick", "Acme Live", "acme_live"),
                        channel(16, "slack", "Acme Slack", "acme"),
                        channel(17, "bluesky", "Acme Bluesky", "acme.bsky.social").disable(),
                        channel(18, "friendfeed", "Acme FriendFeed", "acme")),
                VIDEO_CREDITS);
    }

    private static OrganizationSeed second() {
        return new OrganizationSeed(
                "5a000000-0000-4000-8000-000000000002",
                "Second sandbox",
                SECOND_KEY,
                List.of(),
                List.of(
                        channel(51, "x", "Other X", "other_x"),
                        channel(52, "discord", "Other Discord", "")),
                VIDEO_CREDITS);
    }

    /** Ids have the length of real ones and name their platform. */
    private static Channel channel(int number, String platform, String name, String handle) {
        String start = "cmsb" + platform.replace("-", "");
        String id = start + "0".repeat(22 - start.length()) + "%03d".formatted(number);
        return Channel.of(id, platform, name).profile(handle);
    }
}
