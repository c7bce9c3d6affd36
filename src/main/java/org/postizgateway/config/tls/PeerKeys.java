package org.postizgateway.config.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** Shows each of some peers the certificate that is for it, and none to others that ask for one. */
final class PeerKeys extends X509ExtendedKeyManager {

    private static final String[] NONE = {};
    private static final String OF = ":";

    private final List<OfPeer> peers;

    /**
     * @param own for the peer, as it is now
     */
    record OfPeer(Peer peer, Supplier<X509ExtendedKeyManager> own) {}

    PeerKeys(List<OfPeer> peers) {
        this.peers = List.copyOf(peers);
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return alias(
                peer -> peer.is(socket), own -> own.chooseClientAlias(keyTypes, issuers, socket));
    }

    @Override
    public String chooseEngineClientAlias(
            String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return alias(
                peer -> peer.is(engine),
                own -> own.chooseEngineClientAlias(keyTypes, issuers, engine));
    }

    /** Behind the number of the peer, as two may have the same. */
    private String alias(Predicate<Peer> asks, Function<X509ExtendedKeyManager, String> chosen) {
        return IntStream.range(0, peers.size())
                .filter(number -> asks.test(peers.get(number).peer()))
                .mapToObj(
                        number -> {
                            String alias = chosen.apply(peers.get(number).own().get());
                            return alias == null ? null : number + OF + alias;
                        })
                .findFirst()
                .orElse(null);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return manager(alias).getCertificateChain(own(alias));
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return manager(alias).getPrivateKey(own(alias));
    }

    private X509ExtendedKeyManager manager(String alias) {
        return peers.get(Integer.parseInt(alias.substring(0, alias.indexOf(OF)))).own().get();
    }

    private static String own(String alias) {
        return alias.substring(alias.indexOf(OF) + 1);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return NONE;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return NONE;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
