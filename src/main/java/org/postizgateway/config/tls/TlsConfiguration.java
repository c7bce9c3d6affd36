package org.postizgateway.config.tls;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.postizgateway.config.setting.InstanceSettings;
import org.postizgateway.config.setting.OpsSettings;
import org.postizgateway.config.setting.PostizSettings;
import org.postizgateway.config.setting.TlsSettings;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.ssl.SslProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.SslInfo;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.server.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Where the gateway's certificates are used, beside the front doors. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OpsSettings.class, PostizSettings.class})
class TlsConfiguration {

    private static final Duration LOOKS = Duration.ofMinutes(1);

    /** Also for bundles that are read again. */
    @Bean
    static BeanPostProcessor keysThatMatch() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof SslProperties properties) {
                    TlsBundles.verifyKeys(properties);
                }
                return bean;
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> operatorsTls(
            OpsSettings settings) {
        TlsSettings tls = settings.tls();
        return server -> {
            if (tls.isOn()) {
                Ssl ssl = Ssl.forBundle(tls.bundle());
                ssl.setClientAuth(tls.clientAuth());
                server.setSsl(ssl);
            }
        };
    }

    /** What {@code https:} of routes and Kamelets trusts. */
    @Bean
    ComponentCustomizer upstreamTlsOfRoutes(
            PostizSettings postiz, Environment environment, SslBundles bundles) {
        Optional<SSLContext> tls =
                UpstreamTls.of(postiz, InstanceSettings.all(environment), bundles);
        return ComponentCustomizer.builder(HttpComponent.class)
                .build(
                        (name, http) ->
                                tls.ifPresent(
                                        context -> http.setSslContextParameters(of(context))));
    }

    private static SSLContextParameters of(SSLContext context) {
        return new SSLContextParameters() {
            @Override
            public SSLContext createSSLContext(CamelContext camel) {
                return context;
            }
        };
    }

    @Bean
    CertificateWatch certificateWatch(SslInfo certificates, SslBundles bundles) {
        CertificateWatch watch = new CertificateWatch(certificates);
        return bundles.getBundleNames().isEmpty() ? watch : watch.every(LOOKS);
    }
}
