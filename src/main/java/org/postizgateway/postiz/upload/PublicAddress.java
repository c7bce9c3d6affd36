package org.postizgateway.postiz.upload;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Tells addresses of the public Internet from those of a machine, a local network, a carrier or a
 * cloud's metadata service (IANA special-purpose registries, RFC 6890). IPv4 addresses inside IPv6
 * ones (mapped, translated, 6to4, Teredo) count as not public.
 */
final class PublicAddress {

    private PublicAddress() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublicV4(bytes) : isPublicV6(bytes);
    }

    private static boolean isPublicV4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        boolean special =
                first == 0
                        || first == 10
                        || first == 127
                        || first >= 224
                        || (first == 100 && second >= 64 && second < 128)
                        || (first == 169 && second == 254)
                        || (first == 172 && second >= 16 && second < 32)
                        || (first == 192 && second == 168)
                        || (first == 192 && second == 0 && (third == 0 || third == 2))
                        || (first == 192 && second == 88 && third == 99)
                        || (first == 198 && (second == 18 || second == 19))
                        || (first == 198 && second == 51 && third == 100)
                        || (first == 203 && second == 0 && third == 113);
        return !special;
    }

    /** Public are the addresses in 2000::/3 that stand for themselves. */
    private static boolean isPublicV6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        boolean global = first >> 13 == 1;
        boolean special =
                first == 0x2002
                        || (first == 0x2001 && (second < 0x200 || second == 0xdb8))
                        || (first == 0x3fff && second < 0x1000);
        return global && !special;
    }
}
