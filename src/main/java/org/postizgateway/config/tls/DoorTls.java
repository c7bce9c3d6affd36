package org.postizgateway.config.tls;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.TrustOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.postizgateway.config.setting.TlsSettings;
import org.postizgateway.mcp.http.connection.ServerTls;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.web.server.Ssl;

/** Gives the Vert.x server of the front doors what an SSL bundle of Spring Boot holds. */
public final class DoorTls {

    private DoorTls() {}

    /** Empty where the doors have no TLS of their own; else it follows the bundle. */
    public static Optional<ServerTls> of(TlsSettings settings, SslBundles bundles) {
        if (!settings.isOn()) {
            return Optional.empty();
        }
        ServerTls tls =
                new ServerTls(
                        certificates(bundles.getBundle(settings.bundle())),
                        clientAuth(settings.clientAuth()));
        bundles.addBundleUpdateHandler(
                settings.bundle(), renewed -> tls.renew(certificates(renewed)));
        return Optional.of(tls);
    }

    private static ClientAuth clientAuth(Ssl.ClientAuth choice) {
        return switch (choice) {
            case NONE -> ClientAuth.NONE;
            case WANT -> ClientAuth.REQUEST;
            case NEED -> ClientAuth.REQUIRED;
        };
    }

    private static SSLOptions certificates(SslBundle bundle) {
        SSLOptions certificates =
                new SSLOptions()
                        .setKeyCertOptions(
                                KeyCertOptions.wrap(bundle.getManagers().getKeyManagerFactory()));
        if (bundle.getStores().getTrustStore() != null) {
            certificates.setTrustOptions(
                    TrustOptions.wrap(bundle.getManagers().getTrustManagerFactory()));
        }
        SslOptions options = bundle.getOptions();
        if (options.getEnabledProtocols() != null) {
            certificates.setEnabledSecureTransportProtocols(
                    new LinkedHashSet<>(List.of(options.getEnabledProtocols())));
        }
        if (options.getCiphers() != null) {
            List.of(options.getCiphers()).forEach(certificates::addEnabledCipherSuite);
        }
        return certificates;
    }
}
