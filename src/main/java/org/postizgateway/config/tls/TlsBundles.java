package org.postizgateway.config.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import java.util.Map;
import java.util.function.Function;
import org.postizgateway.config.setting.InvalidSettingException;
import org.springframework.boot.autoconfigure.ssl.PemSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;
import org.springframework.boot.autoconfigure.ssl.SslProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/** Spring Boot's SSL bundles, read without a Spring context, to say what is wrong with one. */
public final class TlsBundles {

    private static final String PROPERTIES = "spring.ssl";

    private TlsBundles() {}

    /**
     * @return every bundle of {@code spring.ssl.bundle}, as it is now
     * @throws InvalidSettingException when one cannot be used; the message has no password
     */
    public static SslBundles read(Environment settings) {
        SslProperties properties;
        try {
            properties = Binder.get(settings).bindOrCreate(PROPERTIES, SslProperties.class);
        } catch (BindException e) {
            throw unusable(String.valueOf(e.getName()), e);
        }
        verifyKeys(properties);
        DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();
        register(bundles, "pem", properties.getBundle().getPem(), PropertiesSslBundle::get);
        register(bundles, "jks", properties.getBundle().getJks(), PropertiesSslBundle::get);
        return bundles;
    }

    /**
     * Lets a certificate with the key of another one be refused, also when it is read again: a
     * server would answer every caller with a failed handshake.
     */
    static void verifyKeys(SslProperties properties) {
        properties.getBundle().getPem().values().stream()
                .map(PemSslBundleProperties::getKeystore)
                .filter(pair -> pair.getCertificate() != null && pair.getPrivateKey() != null)
                .forEach(pair -> pair.setVerifyKeys(true));
    }

    private static <P> void register(
            DefaultSslBundleRegistry bundles,
            String kind,
            Map<String, P> properties,
            Function<P, SslBundle> reading) {
        properties.forEach(
                (name, values) -> {
                    try {
                        SslBundle bundle = reading.apply(values);
                        // Nothing is read of a store before
                        bundle.createSslContext();
                        bundles.registerBundle(name, bundle);
                    } catch (RuntimeException e) {
                        throw unusable(PROPERTIES + ".bundle." + kind + "." + name, e);
                    }
                });
    }

    private static InvalidSettingException unusable(String property, Exception e) {
        return new InvalidSettingException(
                property,
                "cannot be used: " + reason(e),
                "Correct it, or the files that it names.");
    }

    private static String reason(Exception e) {
        Throwable first = NestedExceptionUtils.getMostSpecificCause(e);
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnrecoverableKeyException) {
                return "a password is wrong";
            }
        }
        return String.valueOf(first.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("\\.$", "");
    }

    /** Whether a server can use it. */
    static boolean hasKey(SslBundle bundle) {
        KeyStore store = bundle.getStores().getKeyStore();
        if (store == null) {
            return false;
        }
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    return true;
                }
            }
            return false;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether certificates of others can be held against it. */
    static boolean hasAuthorities(SslBundle bundle) {
        return bundle.getStores().getTrustStore() != null;
    }
}
