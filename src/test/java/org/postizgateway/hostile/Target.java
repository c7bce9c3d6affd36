package org.postizgateway.hostile;

/**
 * What attackers know of a gateway.
 *
 * @param port of the doors
 * @param opsPort of the operators
 * @param key one that Postiz accepts, of a tenant of their own
 * @param channel of that tenant
 */
record Target(int port, int opsPort, String key, String channel) {

    /** In everything that an attacker sends, so that it is found where it should not be. */
    static final String MARK = "of-an-attacker";
}
