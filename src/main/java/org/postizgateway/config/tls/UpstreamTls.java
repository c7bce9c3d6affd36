package org.postizgateway.config.tls;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.postizgateway.config.setting.InstanceSettings;
import org.postizgateway.config.setting.PostizSettings;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslManagerBundle;

/**
 * TLS towards Postiz by SSL bundles of Spring Boot, one for each instance that names one: the
 * authorities of the bundle are believed for the instance's host and port alone, and its
 * certificate is shown to nobody else. A bundle that changes holds from the next connection on.
 */
public final class UpstreamTls {

    private static final X509ExtendedTrustManager JAVAS = trust(javasAuthorities());

    private final Peer postiz;
    private volatile X509ExtendedTrustManager trust;
    private volatile X509ExtendedKeyManager keys;

    private UpstreamTls(URI postiz, SslBundle bundle) {
        this.postiz = Peer.of(postiz);
        use(bundle);
    }

    /**
     * For all HTTPS connections of the gateway; empty where no Postiz has a bundle.
     *
     * @param instances beside the default one, by name
     */
    public static Optional<SSLContext> of(
            PostizSettings settings, Map<String, InstanceSettings> instances, SslBundles bundles) {
        List<UpstreamTls> all = new ArrayList<>();
        add(all, settings.url(), settings.tls(), bundles);
        instances.values().forEach(other -> add(all, other.url(), other.tls(), bundles));
        return all.isEmpty() ? Optional.empty() : Optional.of(context(all));
    }

    private static void add(
            List<UpstreamTls> all, String url, PostizSettings.Tls settings, SslBundles bundles) {
        String name = settings.bundle();
        if (!name.isBlank()) {
            UpstreamTls tls = new UpstreamTls(URI.create(url), bundles.getBundle(name));
            bundles.addBundleUpdateHandler(name, tls::use);
            all.add(tls);
        }
    }

    private void use(SslBundle bundle) {
        SslManagerBundle managers = bundle.getManagers();
        trust = TlsBundles.hasAuthorities(bundle) ? trust(managers.getTrustManagers()) : JAVAS;
        keys = keys(managers.getKeyManagers());
    }

    private static SSLContext context(List<UpstreamTls> all) {
        X509ExtendedTrustManager trusted = JAVAS;
        List<PeerKeys.OfPeer> shown = new ArrayList<>();
        for (UpstreamTls tls : all) {
            trusted = new PeerTrust(tls.postiz, () -> tls.trust, trusted);
            shown.add(new PeerKeys.OfPeer(tls.postiz, () -> tls.keys));
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new PeerKeys(shown)}, new TrustManager[] {trusted}, null);
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
