package org.postizgateway.config.tls;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.postizgateway.config.setting.PostizSettings;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslManagerBundle;

/**
 * TLS towards Postiz by an SSL bundle of Spring Boot: the authorities of the bundle are believed
 * for Postiz's host and port alone, and its certificate is shown to nobody else. A bundle that
 * changes holds from the next connection on.
 */
public final class UpstreamTls {

    private final Peer postiz;
    private final X509ExtendedTrustManager javas = trust(javasAuthorities());
    private volatile X509ExtendedTrustManager trust;
    private volatile X509ExtendedKeyManager keys;

    private UpstreamTls(URI postiz, SslBundle bundle) {
        this.postiz = Peer.of(postiz);
        use(bundle);
    }

    /** For all HTTPS connections of the gateway; empty where Postiz has no bundle. */
    public static Optional<SSLContext> of(PostizSettings settings, SslBundles bundles) {
        String name = settings.tls().bundle();
        if (name.isBlank()) {
            return Optional.empty();
        }
        UpstreamTls tls = new UpstreamTls(URI.create(settings.url()), bundles.getBundle(name));
        bundles.addBundleUpdateHandler(name, tls::use);
        return Optional.of(tls.context());
    }

    private void use(SslBundle bundle) {
        SslManagerBundle managers = bundle.getManagers();
        trust = TlsBundles.hasAuthorities(bundle) ? trust(managers.getTrustManagers()) : javas;
        keys = keys(managers.getKeyManagers());
    }

    private SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new PeerKeys(postiz, () -> keys)},
                    new TrustManager[] {new PeerTrust(postiz, () -> trust, javas)},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no TLS", e);
        }
    }

    private static TrustManager[] javasAuthorities() {
        try {
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no TLS", e);
        }
    }

    private static X509ExtendedTrustManager trust(TrustManager[] managers) {
        return only(X509ExtendedTrustManager.class, managers);
    }

    private static X509ExtendedKeyManager keys(KeyManager[] managers) {
        return only(X509ExtendedKeyManager.class, managers);
    }

    private static <T> T only(Class<T> type, Object[] managers) {
        return Arrays.stream(managers)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
