package org.postizgateway.config.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Issues certificates for a test, by the keytool of the JDK. No key is kept after it. */
public final class Authority {

    public static final String PASSWORD = "password-of-a-test";

    private static final String CA = "ca";

    private final Path store;

    /**
     * @param directory where its keystore goes
     */
    public Authority(Path directory) throws Exception {
        store = directory.resolve("authority.p12");
        keytool(CA, List.of("-ext", "bc:c"));
    }

    /** What was issued, in the forms in which it is used. */
    public record Issued(Certificate certificate, Key key) {

        public String certificatePem() {
            return pem("CERTIFICATE", encoded(certificate));
        }

        public String keyPem() {
            return pem("PRIVATE KEY", key.getEncoded());
        }

        private static byte[] encoded(Certificate certificate) {
            try {
                return certificate.getEncoded();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String pem(String type, byte[] content) {
            return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                    .formatted(type, Base64.getMimeEncoder().encodeToString(content), type);
        }

        /** A PKCS #12 file of it, under {@link #PASSWORD}. */
        Path store(Path file) throws Exception {
            KeyStore store = empty();
            store.setKeyEntry("a", key, PASSWORD.toCharArray(), new Certificate[] {certificate});
            try (var out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD.toCharArray());
            }
            return file;
        }
    }

    /** A certificate for this machine, of a key of its own, good for a hundred days. */
    public Issued issue(String name) throws Exception {
        return issue(name, "-validity", "100");
    }

    Issued issue(String name, String... options) throws Exception {
        List<String> all =
                new ArrayList<>(List.of("-signer", CA, "-ext", "san=dns:localhost,ip:127.0.0.1"));
        all.addAll(List.of(options));
        keytool(name, all);
        return of(name);
    }

    /** Its own certificate. */
    Issued own() throws Exception {
        return of(CA);
    }

    private Issued of(String name) throws Exception {
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            all.load(in, PASSWORD.toCharArray());
        }
        return new Issued(all.getCertificate(name), all.getKey(name, PASSWORD.toCharArray()));
    }

    /** A PKCS #12 file of the authority's certificate without its key. */
    Path trustStore(Path file) throws Exception {
        KeyStore trust = empty();
        trust.setCertificateEntry(CA, own().certificate());
        try (var out = Files.newOutputStream(file)) {
            trust.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    /** For one that trusts the authority, and shows something where it has it. */
    public SSLContext context(Issued shown) throws Exception {
        KeyStore trust = empty();
        trust.setCertificateEntry(CA, own().certificate());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
        trusted.init(trust);
        KeyStore keys = empty();
        if (shown != null) {
            keys.setKeyEntry(
                    "a",
                    shown.key(),
                    PASSWORD.toCharArray(),
                    new Certificate[] {shown.certificate()});
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private void keytool(String name, List<String> options) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keystore",
                                store.toString(),
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD,
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-alias",
                                name,
                                "-dname",
                                "CN=" + name));
        command.addAll(options);
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (!keytool.waitFor(2, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
            throw new IOException("keytool: " + said);
        }
    }
}
