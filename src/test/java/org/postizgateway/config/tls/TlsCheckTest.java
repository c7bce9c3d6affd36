package org.postizgateway.config.tls;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.config.setting.InvalidSettingException;
import org.postizgateway.config.tls.Authority.Issued;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Certificates that cannot be used end the start with a sentence. */
@Timeout(120)
class TlsCheckTest {

    @TempDir private static Path directory;

    @BeforeAll
    static void issue() throws Exception {
        Authority authority = new Authority(directory);
        Issued one = authority.issue("one");
        write("one.crt", one.certificatePem());
        write("one.key", one.keyPem());
        write("other.key", authority.issue("other").keyPem());
        write("ca.crt", authority.own().certificatePem());
        write("nonsense", "-----BEGIN CERTIFICATE-----\nbm9uc2Vuc2U=\n-----END CERTIFICATE-----");
        one.store(directory.resolve("one.p12"));
    }

    private static void write(String file, String content) throws Exception {
        Files.writeString(directory.resolve(file), content);
    }

    private static void check(Map<String, String> settings) {
        Map<String, Object> resolved = new HashMap<>();
        settings.forEach(
                (name, value) ->
                        resolved.put(name, value.replace("file:", directory.toUri() + "")));
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", resolved));
        new TlsCheck().postProcessEnvironment(environment, new SpringApplication());
    }

    private static Map<String, String> pem(String certificate, String key) {
        Map<String, String> settings = new HashMap<>();
        settings.put("spring.ssl.bundle.pem.door.keystore.certificate", certificate);
        settings.put("spring.ssl.bundle.pem.door.keystore.private-key", key);
        return settings;
    }

    @Test
    void a_pair_is_taken() {
        Map<String, String> settings = pem("file:one.crt", "file:one.key");
        settings.put("gateway.tls.bundle", "door");
        settings.put("gateway.tls.client-auth", "need");
        settings.put("spring.ssl.bundle.pem.door.truststore.certificate", "file:ca.crt");

        assertThatNoException().isThrownBy(() -> check(settings));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "file:none.crt#file:one.key#none.crt",
                "file:one.crt#file:none.key#none.key",
                "file:one.crt#file:other.key#matches none of the certificates",
                "file:nonsense#file:one.key#",
                "file:one.crt#file:one.crt#"
            })
    void a_file_that_is_away_or_is_no_certificate_or_key_is_told(
            String certificate, String key, String reason) {
        assertThatThrownBy(() -> check(pem(certificate, key)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("spring.ssl.bundle.pem.door cannot be used: ")
                .hasMessageContaining(reason == null ? "" : reason)
                .hasMessageEndingWith(". Correct it, or the files that it names.")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void a_wrong_password_is_told_without_it() {
        assertThatThrownBy(
                        () ->
                                check(
                                        Map.of(
                                                "spring.ssl.bundle.jks.door.keystore.location",
                                                "file:one.p12",
                                                "spring.ssl.bundle.jks.door.keystore.type",
                                                "PKCS12",
                                                "spring.ssl.bundle.jks.door.keystore.password",
                                                "not-the-password")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("spring.ssl.bundle.jks.door cannot be used: ")
                .hasMessageContaining("a password is wrong")
                .message()
                .doesNotContain("not-the-password");
    }

    @ParameterizedTest
    @CsvSource({
        "gateway.tls.bundle,other,GATEWAY_TLS_BUNDLE is \"other\"",
        "ops.tls.bundle,other,OPS_TLS_BUNDLE is \"other\"",
        "postiz.tls.bundle,other,POSTIZ_TLS_BUNDLE is \"other\"",
        "postiz.instances.support.tls.bundle,other,POSTIZ_INSTANCES_SUPPORT_TLS_BUNDLE is \"other\""
    })
    void a_bundle_that_nobody_defined_is_told_with_those_that_there_are(
            String property, String name, String beginning) {
        Map<String, String> settings = pem("file:one.crt", "file:one.key");
        settings.put("postiz.instances.support.url", "https://support.example");
        settings.put(property, name);

        assertThatThrownBy(() -> check(settings))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(beginning + ", and there is no such SSL bundle. There are: door.");
    }

    @Test
    void a_port_needs_a_key_and_authorities_where_it_asks_for_certificates() {
        assertThatThrownBy(
                        () ->
                                check(
                                        Map.of(
                                                "gateway.tls.bundle", "door",
                                                "spring.ssl.bundle.pem.door.truststore.certificate",
                                                        "file:ca.crt")))
                .hasMessageStartingWith(
                        "GATEWAY_TLS_BUNDLE is \"door\", which has no private key. ");

        Map<String, String> settings = pem("file:one.crt", "file:one.key");
        settings.put("ops.tls.bundle", "door");
        settings.put("ops.tls.client-auth", "want");
        assertThatThrownBy(() -> check(settings))
                .hasMessageStartingWith(
                        "OPS_TLS_CLIENT_AUTH asks for certificates, and \"door\" trusts no");
    }

    @Test
    void settings_that_contradict_each_other_are_told() {
        assertThatThrownBy(() -> check(Map.of("gateway.tls.client-auth", "need")))
                .hasMessage(
                        "GATEWAY_TLS_CLIENT_AUTH asks for certificates on a port without TLS."
                                + " Set GATEWAY_TLS_BUNDLE, or leave it out.");

        Map<String, String> settings = pem("file:one.crt", "file:one.key");
        settings.put("gateway.tls.bundle", "door");
        settings.put("gateway.http.h2c", "true");
        assertThatThrownBy(() -> check(settings)).hasMessageStartingWith("GATEWAY_HTTP_H2C asks ");
    }
}
