package org.postizgateway.config.tls;

import java.util.List;
import org.postizgateway.config.setting.InstanceSettings;
import org.postizgateway.config.setting.InvalidSettingException;
import org.postizgateway.config.setting.SettingsCheck;
import org.postizgateway.config.setting.TlsSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** Reads every certificate once before anything is started, so that a wrong one ends the start. */
public class TlsCheck implements EnvironmentPostProcessor, Ordered {

    private static final List<String> PORTS = List.of("gateway.tls", "ops.tls");
    private static final String UPSTREAM = "postiz.tls.bundle";
    private static final String H2C = "gateway.http.h2c";

    /**
     * @throws InvalidSettingException when a bundle cannot be read, or not be what it is named for
     */
    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        SslBundles bundles = TlsBundles.read(environment);
        PORTS.forEach(
                port ->
                        check(
                                port,
                                Binder.get(environment).bindOrCreate(port, TlsSettings.class),
                                bundles));
        named(UPSTREAM, environment.getProperty(UPSTREAM, ""), bundles);
        InstanceSettings.all(environment)
                .forEach(
                        (name, instance) ->
                                named(
                                        "postiz.instances." + name + ".tls.bundle",
                                        instance.tls().bundle(),
                                        bundles));
        checkClearText(environment);
    }

    private static void check(String port, TlsSettings tls, SslBundles bundles) {
        String clientAuth = port + ".client-auth";
        if (!tls.isOn()) {
            if (tls.asksForCertificates()) {
                throw refused(
                        clientAuth,
                        "asks for certificates on a port without TLS",
                        "Set " + SettingsCheck.variable(port + ".bundle") + ", or leave it out.");
            }
            return;
        }
        SslBundle bundle = named(port + ".bundle", tls.bundle(), bundles);
        if (!TlsBundles.hasKey(bundle)) {
            throw refused(
                    port + ".bundle",
                    "is \"" + tls.bundle() + "\", which has no private key",
                    "Give the bundle a keystore with a certificate and its key.");
        }
        if (tls.asksForCertificates() && !TlsBundles.hasAuthorities(bundle)) {
            throw refused(
                    clientAuth,
                    "asks for certificates, and \"" + tls.bundle() + "\" trusts no authority",
                    "Give the bundle a truststore with the authority of your callers.");
        }
    }

    private static SslBundle named(String property, String name, SslBundles bundles) {
        if (name.isBlank()) {
            return null;
        }
        if (!bundles.getBundleNames().contains(name)) {
            throw refused(
                    property,
                    "is \"" + name + "\", and there is no such SSL bundle",
                    bundles.getBundleNames().isEmpty()
                            ? "Define one by spring.ssl.bundle, see docs/tls.md."
                            : "There are: " + String.join(", ", bundles.getBundleNames()) + ".");
        }
        return bundles.getBundle(name);
    }

    private static void checkClearText(Environment settings) {
        if (!settings.getProperty("gateway.tls.bundle", "").isBlank()
                && settings.getProperty(H2C, Boolean.class, false)) {
            throw refused(
                    H2C,
                    "asks for HTTP/2 without TLS beside "
                            + SettingsCheck.variable("gateway.tls.bundle"),
                    "Leave one of them out.");
        }
    }

    private static InvalidSettingException refused(String property, String problem, String fix) {
        return new InvalidSettingException(SettingsCheck.variable(property), problem, fix);
    }

    /** After each setting was looked at by itself. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 4;
    }
}
