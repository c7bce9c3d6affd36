package org.postizgateway.mcp.http.connection;

import io.netty.channel.Channel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The connections that are open, by address. One over a bound takes the place of the one that has
 * waited longest for a request: of the same address when that has too many, else of the address
 * with the most connections.
 */
public final class Connections {

    /** Most bytes that wait to be sent to callers who do not keep up, in all. */
    private static final long MAX_UNSENT_BYTES = 32L << 20;

    private final int inAll;
    private final int perAddress;
    private final Map<String, Peer> peers = new HashMap<>();
    private final AtomicLong unsent = new AtomicLong();
    private int open;

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
    public long unsentBytes() {
        return unsent.get();
    }

    /**
     * Counts bytes that now wait to be sent; a negative number takes back.
     *
     * @return whether more wait than should
     */
    boolean unsent(long bytes) {
        return unsent.addAndGet(bytes) > MAX_UNSENT_BYTES;
    }
}
