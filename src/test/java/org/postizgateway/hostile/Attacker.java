package org.postizgateway.hostile;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;

/** Attacks from random addresses of the loopback range, one attack after the other. */
final class Attacker {

    private static final int ADDRESSES = 50;
    private static final int HELD = 40;

    private final Target target;
    private final Random random;
    private final Tally tally;
    private final Deque<HttpConnection> held = new ArrayDeque<>();
    private Attack attack;
    private String address;

    Attacker(Target target, long seed, Tally tally) {
        this.target = target;
        this.random = new Random(seed);
        this.tally = tally;
    }

    /** Attacks for as long as it is told to. */
    void attackWhile(BooleanSupplier goesOn) throws IOException {
        Attack[] all = Attack.values();
        while (goesOn.getAsBoolean()) {
            attack = all[random.nextInt(all.length)];
            address = "127.0.0." + (2 + random.nextInt(ADDRESSES));
            long began = System.nanoTime();
            try {
                attack.strike(this);
            } catch (IOException hungUp) {
                tally.hungUp(attack);
            }
            tally.made(attack, Duration.ofNanos(System.nanoTime() - began));
        }
        while (!held.isEmpty()) {
            held.poll().close();
        }
    }

    Target target() {
        return target;
    }

    Random random() {
        return random;
    }

    HttpConnection connect() throws IOException {
        return new HttpConnection(address, target.port());
    }

    /** Keeps a connection open and does nothing with it, until there are too many. */
    void hold(HttpConnection connection) throws IOException {
        held.add(connection);
        if (held.size() > HELD) {
            held.poll().close();
        }
    }

    /** Sends one request on a connection of its own, to the doors. */
    HttpReply exchange(HttpRequest request) throws IOException {
        return exchange(target.port(), request);
    }

    /** Sends one request on a connection of its own. */
    HttpReply exchange(int port, HttpRequest request) throws IOException {
        try (HttpConnection connection = new HttpConnection(address, port)) {
            return told(connection.send(request.adding("X-Attack", Target.MARK)).reply());
        }
    }

    HttpReply told(HttpReply reply) {
        tally.answered(attack, reply.status(), reply.body());
        return reply;
    }

    /** A request with the attackers' own key. */
    HttpRequest request(String method, Map<String, ?> params) {
        return HttpRequest.post(
                        Json.write(
                                Map.of(
                                        "jsonrpc",
                                        "2.0",
                                        "id",
                                        random.nextInt(1000),
                                        "method",
                                        method,
                                        "params",
                                        params)))
                .with("Authorization", "Bearer " + target.key());
    }

    HttpRequest call(String tool, Map<String, ?> arguments) {
        return request("tools/call", Map.of("name", tool, "arguments", arguments));
    }

    /** Text that is unlike any other. */
    String unique() {
        return Target.MARK + "-" + Long.toHexString(random.nextLong());
    }
}
