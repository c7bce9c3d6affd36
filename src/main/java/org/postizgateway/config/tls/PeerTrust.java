package org.postizgateway.config.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Holds the certificate of one peer against authorities of its own, others against Java's. */
final class PeerTrust extends X509ExtendedTrustManager {

    private final Peer peer;
    private final Supplier<X509ExtendedTrustManager> own;
    private final X509ExtendedTrustManager others;

    /**
     * @param own for the peer, as it is now
     * @param others for everybody else
     */
    PeerTrust(Peer peer, Supplier<X509ExtendedTrustManager> own, X509ExtendedTrustManager others) {
        this.peer = peer;
        this.own = own;
        this.others = others;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        (peer.is(socket) ? own.get() : others).checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        (peer.is(engine) ? own.get() : others).checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        others.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        others.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        others.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        others.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return others.getAcceptedIssuers();
    }
}
