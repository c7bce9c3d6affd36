package org.postizgateway.sandbox.state.organization;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A tenant: its key, channels, groups and video credits. Posts and media are kept apart. */
public final class Organization {

    private final OrganizationSeed seed;
    private final CopyOnWriteArrayList<Channel> channels;
    private final AtomicInteger videoCredits;
    private final Map<String, ArrayNode> figures = new ConcurrentHashMap<>();

    public Organization(OrganizationSeed seed) {
        this.seed = seed;
        this.channels = new CopyOnWriteArrayList<>(seed.channels());
        this.videoCredits = new AtomicInteger(seed.videoCredits());
    }

    public String id() {
        return seed.id();
    }

    public String apiKey() {
        return seed.apiKey();
    }

    public String name() {
        return seed.name();
    }

    public List<ChannelGroup> groups() {
        return seed.groups();
    }

    public Optional<ChannelGroup> group(String id) {
        return seed.groups().stream().filter(group -> group.id().equals(id)).findFirst();
    }

    public List<Channel> channels() {
        return List.copyOf(channels);
    }

    public Optional<Channel> channel(String id) {
        return channels.stream().filter(channel -> channel.id().equals(id)).findFirst();
    }

    /** The first channel of a platform, for tests that do not care which. */
    public Channel channelOn(String platform) {
        return channels.stream()
                .filter(channel -> channel.platform().equals(platform))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("No channel of platform " + platform));
    }

    public void addChannel(Channel channel) {
        channels.add(channel);
    }

    public Optional<Channel> removeChannel(String id) {
        Optional<Channel> channel = channel(id);
        channel.ifPresent(channels::remove);
        return channel;
    }

    public int videoCredits() {
        return videoCredits.get();
    }

    public void videoCredits(int credits) {
        videoCredits.set(credits);
    }

    /** Books one video credit; false when none is left. */
    public boolean bookVideoCredit() {
        return videoCredits.getAndUpdate(credits -> Math.max(0, credits - 1)) > 0;
    }

    /** Gives a booked credit back after a failed generation. */
    public void returnVideoCredit() {
        videoCredits.incrementAndGet();
    }

    /** What a network counted of a channel or a post; empty unless somebody has set it. */
    public ArrayNode figures(String channelOrPost) {
        return figures.getOrDefault(channelOrPost, JsonNodeFactory.instance.arrayNode());
    }

    /**
     * @param counted list of {@code {label, data, percentageChange}}
     */
    public void figures(String channelOrPost, ArrayNode counted) {
        figures.put(channelOrPost, counted);
    }
}
