package org.postizgateway.config.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** Shows a certificate to one peer, and none to others that ask for one. */
final class PeerKeys extends X509ExtendedKeyManager {

    private static final String[] NONE = {};

    private final Peer peer;
    private final Supplier<X509ExtendedKeyManager> own;

    /**
     * @param own for the peer, as it is now
     */
    PeerKeys(Peer peer, Supplier<X509ExtendedKeyManager> own) {
        this.peer = peer;
        this.own = own;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return peer.is(socket) ? own.get().chooseClientAlias(keyTypes, issuers, socket) : null;
    }

    @Override
    public String chooseEngineClientAlias(
            String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return peer.is(engine)
                ? own.get().chooseEngineClientAlias(keyTypes, issuers, engine)
                : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return own.get().getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return own.get().getPrivateKey(alias);
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
