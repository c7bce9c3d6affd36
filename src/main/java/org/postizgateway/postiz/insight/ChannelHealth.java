package org.postizgateway.postiz.insight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.life.listed.FailureReason;
import org.postizgateway.postiz.preflight.post.Channel;

/**
 * The tool {@code channelHealthTool}. That a channel has to be connected again is in no answer of
 * Postiz; it is told to the users when a post fails for it (contract of the newer one, section
 * 5.3), with the name of the channel. A post that was published since on the same network does not
 * say on which channel, so the notification stands, with its time.
 */
public final class ChannelHealth {

    private static final String CHANNELS = "PostizHealthChannels";
    private static final String RECONNECT = "you need to reconnect it";

    /**
     * Keeps the channels.
     *
     * @param exchange its body is the answer of {@code GET /integrations}
     */
    public void channels(Exchange exchange) {
        exchange.setProperty(CHANNELS, Channel.listOf(exchange.getMessage().getBody()));
    }

    /**
     * The result of the tool.
     *
     * @param exchange its body is the answer of {@code GET /notifications}
     */
    public Map<String, Object> answer(Exchange exchange) {
        List<Map<String, Object>> told =
                JsonBody.readObjects(
                        JsonBody.readObject(exchange.getMessage().getBody()).get("notifications"));
        List<Map<String, Object>> troubled = new ArrayList<>();
        int healthy = 0;
        for (Channel channel : channelsOf(exchange)) {
            Optional<Map<String, Object>> reconnect =
                    told.stream().filter(each -> isAbout(channel, each)).findFirst();
            if (!channel.disabled() && reconnect.isEmpty()) {
                healthy++;
                continue;
            }
            troubled.add(troubled(channel, reconnect));
        }
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("healthy", healthy);
        output.put("channels", troubled);
        output.put(
                "notice",
                troubled.isEmpty()
                        ? "Postiz tells that a channel must be connected again only once a post fails"
                                + " for it."
                        : "Channels are enabled and connected again in Postiz itself, by their"
                                + " owner. What was told of one may be settled since.");
        return Map.of("output", output);
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

    @SuppressWarnings("unchecked")
    private static List<Channel> channelsOf(Exchange exchange) {
        return exchange.getProperty(CHANNELS, List.class);
    }
}
