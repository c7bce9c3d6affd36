package org.postizgateway.mcp.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The connections that are open, by address. One over a bound takes the place of the one that has
 * waited longest for a request: of the same address when that has too many, else of the address
 * with the most connections.
 */
public final class Connections {

    /** Most bytes that wait to be sent to callers who do not keep up, in all. */
    private static final long MAX_UNSENT_BYTES = 32L << 20;

    /** Unsent bytes above which a caller counts as not keeping up. */
    private static final long SLOW = 64 * 1024;

    private final int inAll;
    private final int perAddress;
    private final Map<String, Peer> peers = new HashMap<>();
    private final Map<ChannelHandlerContext, Unsent> unsent = new LinkedHashMap<>();
    private long unsentInAll;
    private int open;

    /** What waits to be sent on one connection. */
    private static final class Unsent {
        private long bytes;
        private boolean closing;
    }

    /** The connections of one address; the idle ones in the order in which they became so. */
    private static final class Peer {
        private final Set<Channel> open = new HashSet<>();
        private final Set<Channel> idle = new LinkedHashSet<>();
    }

    /**
     * @param inAll most connections
     * @param perAddress most of them from one address
     */
    public Connections(int inAll, int perAddress) {
        this.inAll = inAll;
        this.perAddress = perAddress;
    }

    /**
     * Counts a new connection in, if need be in place of an idle one, which is closed.
     *
     * @return false when it would be one too many
     */
    synchronized boolean admit(String address, Channel channel) {
        Peer peer = peers.computeIfAbsent(address, name -> new Peer());
        if (peer.open.size() >= perAddress && !evict(peer)
                || open >= inAll && !busiestWithIdle().map(this::evict).orElse(false)) {
            forgetIfEmpty(address, peer);
            return false;
        }
        peers.putIfAbsent(address, peer);
        peer.open.add(channel);
        open++;
        return true;
    }

    private Optional<Peer> busiestWithIdle() {
        return peers.values().stream()
                .filter(peer -> !peer.idle.isEmpty())
                .max(Comparator.comparingInt(peer -> peer.open.size()));
    }

    private boolean evict(Peer peer) {
        Iterator<Channel> oldest = peer.idle.iterator();
        if (!oldest.hasNext()) {
            return false;
        }
        Channel channel = oldest.next();
        oldest.remove();
        peer.open.remove(channel);
        open--;
        channel.close();
        return true;
    }

    /** The connection waits for a request. */
    synchronized void idle(String address, Channel channel) {
        Peer peer = peers.get(address);
        if (peer != null && peer.open.contains(channel)) {
            peer.idle.add(channel);
        }
    }

    /** A request has come. */
    synchronized void busy(String address, Channel channel) {
        Peer peer = peers.get(address);
        if (peer != null) {
            peer.idle.remove(channel);
        }
    }

    synchronized void closed(String address, Channel channel) {
        Peer peer = peers.get(address);
        if (peer == null) {
            return;
        }
        peer.idle.remove(channel);
        if (peer.open.remove(channel)) {
            open--;
        }
        forgetIfEmpty(address, peer);
    }

    private void forgetIfEmpty(String address, Peer peer) {
        if (peer.open.isEmpty()) {
            peers.remove(address);
        }
    }

    /** How many are open. */
    public synchronized int count() {
        return open;
    }

    /** Bytes that wait to be sent, in all. */
    public synchronized long unsentBytes() {
        return unsentInAll;
    }

    /**
     * Counts bytes that now wait to be sent on a connection.
     *
     * @param connection where it can be closed at once, without what waits being sent before
     * @return connections that are to be closed, because more waits than should and something has
     *     waited on them for longest; not the one itself if it has kept up until now
     */
    synchronized List<ChannelHandlerContext> waits(ChannelHandlerContext connection, long bytes) {
        Unsent own = unsent.computeIfAbsent(connection, any -> new Unsent());
        boolean keptUp = own.bytes <= SLOW;
        own.bytes += bytes;
        unsentInAll += bytes;
        if (unsentInAll <= MAX_UNSENT_BYTES) {
            return List.of();
        }
        long tooMuch = unsentInAll - MAX_UNSENT_BYTES - closing();
        List<ChannelHandlerContext> slowest = new ArrayList<>();
        for (Map.Entry<ChannelHandlerContext, Unsent> entry : unsent.entrySet()) {
            Unsent other = entry.getValue();
            boolean slow = other.bytes > SLOW && (other != own || !keptUp);
            if (tooMuch > 0 && slow && !other.closing) {
                other.closing = true;
                tooMuch -= other.bytes;
                slowest.add(entry.getKey());
            }
        }
        return slowest;
    }

    private long closing() {
        return unsent.values().stream()
                .filter(waiting -> waiting.closing)
                .mapToLong(waiting -> waiting.bytes)
                .sum();
    }

    /** Bytes wait no more: they were sent, or never will be. */
    synchronized void waitsNoMore(ChannelHandlerContext connection, long bytes) {
        unsentInAll -= bytes;
        Unsent own = unsent.get(connection);
        own.bytes -= bytes;
        if (own.bytes == 0) {
            unsent.remove(connection);
        }
    }
}
