package org.postizgateway.postiz.insight;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.life.listed.FailureReason;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.preflight.post.Channel;

/**
 * The tool {@code channelHealthTool}. That a channel has to be connected again is in no answer of
 * Postiz; it is told to the users when a post fails for it (contract of the newer one, section
 * 5.3), with the name of the channel. A post that was published since on the same network does not
 * say on which channel, so the notification stands, with its time.
 *
 * <p>Where channels of a network are connected by signing in to it, Postiz gives a link to do so,
 * which is good for an hour (contract, section 3.4). It takes no id of the channel but one that it
 * tells nobody, so the person has to sign in with the account of the channel.
 */
public final class ChannelHealth {

    private static final String STATE = "PostizChannelHealth";
    private static final String RECONNECT = "you need to reconnect it";
    private static final int MOST_LINKS = 10;

    private final PlatformCatalog catalog;

    public ChannelHealth(PlatformCatalog catalog) {
        this.catalog = catalog;
    }

    /** What a call has found so far. */
    private static final class State {

        private final List<Channel> channels;
        private final List<Map<String, Object>> troubled = new ArrayList<>();
        private final Deque<String> platforms = new ArrayDeque<>();
        private final Map<String, String> links = new HashMap<>();

        private State(List<Channel> channels) {
            this.channels = channels;
        }
    }

    /**
     * Keeps the channels.
     *
     * @param exchange its body is the answer of {@code GET /integrations}
     */
    public void channels(Exchange exchange) {
        exchange.setProperty(STATE, new State(Channel.listOf(exchange.getMessage().getBody())));
    }

    /**
     * Finds the channels that are in trouble, and the networks to ask for a link.
     *
     * @param exchange its body is the answer of {@code GET /notifications}
     */
    public void notifications(Exchange exchange) {
        State state = state(exchange);
        List<Map<String, Object>> told =
                JsonBody.readObjects(
                        JsonBody.readObject(exchange.getMessage().getBody()).get("notifications"));
        for (Channel channel : state.channels) {
            Optional<Map<String, Object>> reconnect =
                    told.stream().filter(each -> isAbout(channel, each)).findFirst();
            if (channel.disabled() || reconnect.isPresent()) {
                state.troubled.add(troubled(channel, reconnect));
            }
            if (reconnect.isPresent()
                    && hasLink(channel.platform())
                    && state.platforms.size() < MOST_LINKS
                    && !state.platforms.contains(channel.platform())) {
                state.platforms.add(channel.platform());
            }
        }
    }

    private boolean hasLink(String platform) {
        return catalog.find(platform).filter(each -> "oauth".equals(each.connect())).isPresent();
    }

    /** Whether there is another network to ask for a link. */
    public boolean wantsLink(Exchange exchange) {
        return !state(exchange).platforms.isEmpty();
    }

    /** Sets the header {@code platform} to it. */
    public void nextLink(Exchange exchange) {
        exchange.getMessage().setHeader("platform", state(exchange).platforms.remove());
    }

    /**
     * Keeps a link, if it is one.
     *
     * @param platform of which it is
     * @param exchange its body is the answer of {@code GET /social}
     */
    public void link(String platform, Exchange exchange) {
        String url =
                Objects.toString(
                        JsonBody.readObject(exchange.getMessage().getBody()).get("url"), "");
        if (url.startsWith("https://") || url.startsWith("http://")) {
            state(exchange).links.put(platform, url);
        }
    }

    /** The result of the tool. */
    public Map<String, Object> answer(Exchange exchange) {
        State state = state(exchange);
        for (Map<String, Object> channel : state.troubled) {
            if (channel.containsKey("reconnect")
                    && state.links.containsKey(channel.get("platform"))) {
                channel.put("connect", state.links.get(channel.get("platform")));
            }
        }
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("healthy", state.channels.size() - state.troubled.size());
        output.put("channels", state.troubled);
        output.put("notice", notice(state));
        return Map.of("output", output);
    }

    private static String notice(State state) {
        if (state.troubled.isEmpty()) {
            return "Postiz tells that a channel must be connected again only once a post fails for it.";
        }
        String links =
                state.links.isEmpty()
                        ? ""
                        : " A link under connect is for its owner to open in a browser within the hour,"
                                + " signed in to the network with the account of the channel.";
        return "Channels are enabled and connected again in Postiz itself, by their owner. What was"
                + " told of one may be settled since."
                + links;
    }

    private static Map<String, Object> troubled(
            Channel channel, Optional<Map<String, Object>> reconnect) {
        Map<String, Object> troubled = new LinkedHashMap<>();
        troubled.put("id", channel.id());
        troubled.put("name", channel.name());
        troubled.put("platform", channel.platform());
        troubled.put("disabled", channel.disabled());
        reconnect.ifPresent(
                told -> {
                    troubled.put("reconnect", true);
                    troubled.put("toldAt", told.get("createdAt"));
                    troubled.put("told", told.get("content"));
                });
        return troubled;
    }

    private static boolean isAbout(Channel channel, Map<String, Object> told) {
        String text = Objects.toString(told.get("content"), "");
        return FailureReason.of(text) == FailureReason.CHANNEL
                && text.contains(" for " + channel.name() + " because " + RECONNECT);
    }

    private static State state(Exchange exchange) {
        return exchange.getProperty(STATE, State.class);
    }
}
