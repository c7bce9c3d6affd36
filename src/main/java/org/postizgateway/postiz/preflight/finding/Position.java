package org.postizgateway.postiz.preflight.finding;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a post stands in the call.
 *
 * @param index in {@code socialPost}
 * @param channel name of its channel; empty while it is unknown
 */
public record Position(int index, String channel) {

    private static final int NAMED = 3;

    /**
     * Few posts by name, as {@code socialPost[0] (Acme on X), socialPost[4] (Jane)}, and many by
     * ranges, as {@code socialPost[0-3,7] (Acme on X, Jane and 2 more channels)}.
     *
     * @param positions in ascending order
     */
    public static String names(List<Position> positions) {
        if (positions.size() <= NAMED) {
            return positions.stream().map(Position::name).collect(Collectors.joining(", "));
        }
        List<String> channels =
                positions.stream()
                        .map(Position::channel)
                        .filter(channel -> !channel.isEmpty())
                        .distinct()
                        .toList();
        return "socialPost[" + ranges(positions) + "]" + bracketed(shortened(channels));
    }

    private String name() {
        return "socialPost[" + index + "]" + bracketed(channel);
    }

    private static String shortened(List<String> channels) {
        int more = channels.size() - NAMED;
        return more <= 0
                ? String.join(", ", channels)
                : String.join(", ", channels.subList(0, NAMED))
                        + " and "
                        + more
                        + (more == 1 ? " more channel" : " more channels");
    }

    private static String bracketed(String channels) {
        return channels.isEmpty() ? "" : " (" + channels + ")";
    }

    private static String ranges(List<Position> positions) {
        StringBuilder ranges = new StringBuilder();
        int start = positions.get(0).index();
        int last = start;
        for (Position position : positions) {
            if (position.index() > last + 1) {
                ranges.append(range(start, last)).append(',');
                start = position.index();
            }
            last = position.index();
        }
        return ranges.append(range(start, last)).toString();
    }

    private static String range(int start, int last) {
        return start == last ? Integer.toString(start) : start + "-" + last;
    }
}
